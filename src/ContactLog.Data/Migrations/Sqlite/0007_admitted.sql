-- A link of an invitation admits one person to a closed program. The table is made anew, so that a column added later
-- stands where the model has it; nothing refers to it.
CREATE TABLE "ShareInvitationsNew" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ShareInvitations" PRIMARY KEY,
    "CaseId" TEXT NOT NULL,
    "SecretHash" BLOB NOT NULL,
    "Epoch" INTEGER NOT NULL,
    "SealedTerms" BLOB NOT NULL,
    "SealedOffer" BLOB NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    "AdmittedAt" INTEGER NULL,
    "AcceptedBy" TEXT NULL,
    "AcceptedKey" BLOB NULL,
    "ClosedAt" INTEGER NULL,
    CONSTRAINT "FK_ShareInvitations_AspNetUsers_AcceptedBy" FOREIGN KEY ("AcceptedBy") REFERENCES "AspNetUsers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_ShareInvitations_Cases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "Cases" ("Id") ON DELETE CASCADE
);

INSERT INTO "ShareInvitationsNew" ("Id", "CaseId", "SecretHash", "Epoch", "SealedTerms", "SealedOffer", "CreatedAt", "ExpiresAt", "AcceptedBy", "AcceptedKey", "ClosedAt")
SELECT "Id", "CaseId", "SecretHash", "Epoch", "SealedTerms", "SealedOffer", "CreatedAt", "ExpiresAt", "AcceptedBy", "AcceptedKey", "ClosedAt" FROM "ShareInvitations";

DROP TABLE "ShareInvitations";
ALTER TABLE "ShareInvitationsNew" RENAME TO "ShareInvitations";

CREATE INDEX "IX_ShareInvitations_AcceptedBy" ON "ShareInvitations" ("AcceptedBy");
CREATE INDEX "IX_ShareInvitations_CaseId" ON "ShareInvitations" ("CaseId");
CREATE UNIQUE INDEX "IX_ShareInvitations_SecretHash" ON "ShareInvitations" ("SecretHash");
