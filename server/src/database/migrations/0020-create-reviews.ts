import type { LatchkeyMigration } from "./migration.ts";

export const createReviews: LatchkeyMigration = {
  purpose: "Access reviews: what was asked, what was answered, what came of it.",
  room: "reviews",
  up: `
    create table reviews (
      profile_id text not null,
      id text not null,
      name text not null,
      reviewers jsonb not null,
      due_at timestamptz not null,
      on_undecided text not null check (on_undecided in ('keep', 'revoke')),
      scope jsonb not null,
      state text not null check (state in ('open', 'closed', 'cancelled')),
      created_by text not null,
      created_at timestamptz not null,
      closed_at timestamptz,
      primary key (profile_id, id)
    );
    create index reviews_by_created_at on reviews (profile_id, created_at, id);
    create index reviews_by_due_at on reviews (due_at) where state = 'open';
    create table review_lines (
      profile_id text not null,
      id text not null,
      review_id text not null,
      kind text not null check (kind in ('rule', 'assignment', 'person')),
      place text not null,
      rule jsonb not null,
      subject jsonb not null,
      assignment_id text,
      subject_count integer,
      last_used_on date,
      decision text check (decision in ('keep', 'revoke', 'review_people')),
      reason text,
      decided_by text,
      decided_at timestamptz,
      outcome text check (outcome in ('kept', 'revoked', 'gone')),
      primary key (profile_id, id),
      foreign key (profile_id, review_id) references reviews (profile_id, id) on delete cascade
    );
    create unique index review_lines_by_place on review_lines (profile_id, review_id, place);
    comment on column reviews.reviewers is 'List of type, id and name; the name as it was';
    comment on column review_lines.place is 'Sorts rules before people; also what keeps a line from being made twice';
    comment on column review_lines.rule is 'The rule as it was when the review began: what is revoked is exactly what was asked about';
  `,
  down: `drop table review_lines; drop table reviews;`,
};
