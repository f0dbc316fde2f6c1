-- Outside time stamps: what waits, how the authorities do, what came in, what she chose. Nothing of it is content.
CREATE TABLE "StampAuthorities" (
    "Authority" TEXT NOT NULL CONSTRAINT "PK_StampAuthorities" PRIMARY KEY,
    "Failures" INTEGER NOT NULL,
    "NextTryAt" INTEGER NOT NULL,
    "LastFailure" TEXT NULL,
    "LastGoodAt" INTEGER NULL
);

CREATE TABLE "StampChoices" (
    "CaseId" TEXT NOT NULL CONSTRAINT "PK_StampChoices" PRIMARY KEY,
    "Rhythm" TEXT NOT NULL,
    CONSTRAINT "FK_StampChoices_Cases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "Cases" ("Id") ON DELETE CASCADE
);

CREATE TABLE "StampOutbox" (
    "CaseId" TEXT NOT NULL,
    "Authority" TEXT NOT NULL,
    "Seq" INTEGER NOT NULL,
    "Since" INTEGER NOT NULL,
    "DueAt" INTEGER NOT NULL,
    CONSTRAINT "PK_StampOutbox" PRIMARY KEY ("CaseId", "Authority"),
    CONSTRAINT "FK_StampOutbox_Cases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "Cases" ("Id") ON DELETE CASCADE
);

CREATE TABLE "Stamps" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Stamps" PRIMARY KEY,
    "CaseId" TEXT NOT NULL,
    "Authority" TEXT NOT NULL,
    "Seq" INTEGER NOT NULL,
    "Head" INTEGER NOT NULL,
    "StampedAt" INTEGER NOT NULL,
    "ReceivedAt" INTEGER NOT NULL,
    "EndsAt" INTEGER NOT NULL,
    "Request" BLOB NOT NULL,
    "Response" BLOB NOT NULL,
    CONSTRAINT "FK_Stamps_Cases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "Cases" ("Id") ON DELETE RESTRICT
);

CREATE INDEX "IX_StampOutbox_DueAt" ON "StampOutbox" ("DueAt");

CREATE INDEX "IX_Stamps_CaseId_Authority_Seq" ON "Stamps" ("CaseId", "Authority", "Seq");
