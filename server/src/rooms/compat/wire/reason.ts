/** Changes that take access away ask for a reason; a program that speaks TagoIO's protocol has none to type. */
export const reason = "By the TagoIO API";
