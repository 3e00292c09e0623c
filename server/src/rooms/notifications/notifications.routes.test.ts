import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../../../test/test-app.ts";
import { deleteIgnoredNotifications } from "./delete-ignored-notifications.ts";

let latchkey: TestApp;
beforeAll(async () => (latchkey = await startTestApp()));
afterAll(() => latchkey.close());

const body = {
  title: "Filter",
  message: "The filter is due.",
  buttons: [
    { id: "done", label: "Done" },
    { id: "later", label: "Later", url: "https://example.com/later" },
  ],
};

async function stage() {
  const profile = await latchkey.make.aProfile();
  const user = await latchkey.make.aUser(profile);
  const params = { profileId: profile.id, userId: user.id };
  const here = { slug: profile.slug };
  const { client } = profile;
  const mine = latchkey.client(user.token).notifications;
  const tell = (over: Record<string, unknown> = {}) => client.notifications.createUserNotification({ params, body: { ...body, ...over } });
  return { profile, user, params, here, client, mine, tell };
}

describe("a notification", () => {
  test("reaches the run user it is for, and nobody else", async () => {
    const { profile, here, mine, tell } = await stage();
    const told = await tell();
    const other = latchkey.client((await latchkey.make.aUser(profile)).token).notifications;

    expect(await mine.listMyNotifications({ params: here })).toMatchObject({ items: [told], unreadCount: 1 });
    expect(await other.listMyNotifications({ params: here })).toMatchObject({ items: [], unreadCount: 0 });
    const foreign = { params: { ...here, notificationId: told.id } };
    await expect(other.markMyNotification({ ...foreign, body: { isRead: true } })).rejects.toMatchObject({ status: 404 });
    await expect(other.deleteMyNotification(foreign)).rejects.toMatchObject({ status: 404 });
    await expect(other.pressNotificationButton({ params: { ...foreign.params, buttonId: "done" } })).rejects.toMatchObject({ status: 404 });
  });

  test("is read, unread, filtered and thrown away", async () => {
    const { here, mine, tell } = await stage();
    const [first, second] = [await tell({ title: "First" }), await tell({ title: "Second" })];
    await mine.markMyNotification({ params: { ...here, notificationId: first.id }, body: { isRead: true } });
    const unread = await mine.listMyNotifications({ params: here, query: { isRead: "false" } });
    expect(unread).toMatchObject({ items: [{ id: second.id }], unreadCount: 1 });

    await mine.markAllMyNotifications({ params: here });
    expect((await mine.listMyNotifications({ params: here })).unreadCount).toBe(0);
    await mine.deleteMyNotification({ params: { ...here, notificationId: second.id } });
    expect((await mine.listMyNotifications({ params: here })).items.map((each) => each.title)).toEqual(["First"]);
  });

  test("takes one press where the first closes the buttons, also of many at once", async () => {
    const { here, mine, tell } = await stage();
    const told = await tell();
    const press = (buttonId: string) => mine.pressNotificationButton({ params: { ...here, notificationId: told.id, buttonId } });
    const presses = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => press(index % 2 === 0 ? "done" : "later")));
    expect(presses.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    await expect(press("done")).rejects.toMatchObject({ status: 409, code: "notifications.buttons_closed" });
    await expect(press("none")).rejects.toMatchObject({ status: 404 });

    const open = await tell({ closesAfterPress: false });
    const again = () => mine.pressNotificationButton({ params: { ...here, notificationId: open.id, buttonId: "done" } });
    await again();
    expect(await again()).toMatchObject({ isRead: true, pressedButtonId: "done" });
  });

  test("is changed and taken back by whoever may", async () => {
    const { params, here, client, mine, tell } = await stage();
    const told = await tell();
    const at = { params: { ...params, notificationId: told.id } };
    expect(await client.notifications.updateUserNotification({ ...at, body: { title: "Changed" } })).toMatchObject({ title: "Changed" });
    await client.notifications.deleteUserNotification(at);
    expect((await mine.listMyNotifications({ params: here })).items).toEqual([]);
    await expect(client.notifications.deleteUserNotification(at)).rejects.toMatchObject({ status: 404 });
  });

  test("carries no link that could run a script, and no two buttons of one id", async () => {
    const { tell } = await stage();
    for (const url of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"]) {
      await expect(tell({ buttons: [{ id: "x", label: "X", url }] })).rejects.toMatchObject({ status: 400 });
    }
    await expect(
      tell({
        buttons: [
          { id: "x", label: "X" },
          { id: "x", label: "Y" },
        ],
      }),
    ).rejects.toMatchObject({ status: 400 });
  });

  test("goes after two weeks when nobody looked at it", async () => {
    const { here, mine, tell, user } = await stage();
    const [kept] = [await tell({ title: "Kept" }), await tell({ title: "Ignored" })];
    await mine.markMyNotification({ params: { ...here, notificationId: kept.id }, body: { isRead: true } });
    latchkey.clock.advance({ hours: 14 * 24 + 1 });
    await deleteIgnoredNotifications(latchkey.app.commandLineContext());

    const rows = await latchkey.db.selectFrom("notifications").select("title").where("user_id", "=", user.id).execute();
    expect(rows).toEqual([{ title: "Kept" }]);
  });
});
