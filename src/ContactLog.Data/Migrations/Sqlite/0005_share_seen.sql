-- How far the owner has read what others did with her case: the quiet mark in her pages follows from it.
CREATE TABLE "ShareSeen" (
    "CaseId" TEXT NOT NULL CONSTRAINT "PK_ShareSeen" PRIMARY KEY,
    "LookId" INTEGER NOT NULL,
    CONSTRAINT "FK_ShareSeen_Cases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "Cases" ("Id") ON DELETE CASCADE
);
