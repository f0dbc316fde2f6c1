-- Cases shared with others: invitations, members, what they looked at, remarks beside the record, what members keep.
CREATE TABLE "ShareInvitations" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ShareInvitations" PRIMARY KEY,
    "CaseId" TEXT NOT NULL,
    "SecretHash" BLOB NOT NULL,
    "Epoch" INTEGER NOT NULL,
    "SealedTerms" BLOB NOT NULL,
    "SealedOffer" BLOB NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    "AcceptedBy" TEXT NULL,
    "AcceptedKey" BLOB NULL,
    "ClosedAt" INTEGER NULL,
    CONSTRAINT "FK_ShareInvitations_AspNetUsers_AcceptedBy" FOREIGN KEY ("AcceptedBy") REFERENCES "AspNetUsers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_ShareInvitations_Cases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "Cases" ("Id") ON DELETE CASCADE
);

CREATE TABLE "ShareMembers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ShareMembers" PRIMARY KEY,
    "CaseId" TEXT NOT NULL,
    "UserId" TEXT NOT NULL,
    "Epoch" INTEGER NOT NULL,
    "SealedTerms" BLOB NOT NULL,
    "PublicKey" BLOB NOT NULL,
    "Since" INTEGER NOT NULL,
    "Until" INTEGER NOT NULL,
    "EndedAt" INTEGER NULL,
    "UnshareSeq" INTEGER NULL,
    CONSTRAINT "FK_ShareMembers_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_ShareMembers_Cases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "Cases" ("Id") ON DELETE CASCADE
);

CREATE TABLE "ShareLooks" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_ShareLooks" PRIMARY KEY AUTOINCREMENT,
    "Key" TEXT NOT NULL,
    "CaseId" TEXT NOT NULL,
    "MemberId" TEXT NULL,
    "At" INTEGER NOT NULL,
    "Epoch" INTEGER NOT NULL,
    "Sealed" BLOB NOT NULL,
    CONSTRAINT "FK_ShareLooks_Cases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "Cases" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_ShareLooks_ShareMembers_MemberId" FOREIGN KEY ("MemberId") REFERENCES "ShareMembers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "ShareComments" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_ShareComments" PRIMARY KEY,
    "CaseId" TEXT NOT NULL,
    "MemberId" TEXT NOT NULL,
    "AuthorId" TEXT NOT NULL,
    "At" INTEGER NOT NULL,
    "Epoch" INTEGER NOT NULL,
    "Sealed" BLOB NOT NULL,
    "AssignedTo" TEXT NULL,
    "ResolvedAt" INTEGER NULL,
    CONSTRAINT "FK_ShareComments_Cases_CaseId" FOREIGN KEY ("CaseId") REFERENCES "Cases" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_ShareComments_ShareMembers_AssignedTo" FOREIGN KEY ("AssignedTo") REFERENCES "ShareMembers" ("Id") ON DELETE RESTRICT,
    CONSTRAINT "FK_ShareComments_ShareMembers_MemberId" FOREIGN KEY ("MemberId") REFERENCES "ShareMembers" ("Id") ON DELETE CASCADE
);

CREATE TABLE "ShareDesks" (
    "MemberId" TEXT NOT NULL CONSTRAINT "PK_ShareDesks" PRIMARY KEY,
    "SealedMarks" BLOB NULL,
    "SealedPad" BLOB NULL,
    "SealedSummary" BLOB NULL,
    "SummaryHead" INTEGER NOT NULL,
    "VisitedAt" INTEGER NULL,
    CONSTRAINT "FK_ShareDesks_ShareMembers_MemberId" FOREIGN KEY ("MemberId") REFERENCES "ShareMembers" ("Id") ON DELETE CASCADE
);

CREATE INDEX "IX_ShareComments_AssignedTo" ON "ShareComments" ("AssignedTo");
CREATE INDEX "IX_ShareComments_CaseId" ON "ShareComments" ("CaseId");
CREATE INDEX "IX_ShareComments_MemberId" ON "ShareComments" ("MemberId");
CREATE INDEX "IX_ShareInvitations_AcceptedBy" ON "ShareInvitations" ("AcceptedBy");
CREATE INDEX "IX_ShareInvitations_CaseId" ON "ShareInvitations" ("CaseId");
CREATE UNIQUE INDEX "IX_ShareInvitations_SecretHash" ON "ShareInvitations" ("SecretHash");
CREATE INDEX "IX_ShareLooks_CaseId_Id" ON "ShareLooks" ("CaseId", "Id");
CREATE INDEX "IX_ShareLooks_MemberId" ON "ShareLooks" ("MemberId");
CREATE INDEX "IX_ShareMembers_CaseId" ON "ShareMembers" ("CaseId");
CREATE INDEX "IX_ShareMembers_UserId" ON "ShareMembers" ("UserId");
