-- Getting back in with help: a key in two parts, and how far a helper is with it.
CREATE TABLE "HelpShares" (
    "MemberId" TEXT NOT NULL CONSTRAINT "PK_HelpShares" PRIMARY KEY,
    "UserId" TEXT NOT NULL,
    "Pair" INTEGER NOT NULL,
    "SealedKey" BLOB NOT NULL,
    "SealedTheirs" BLOB NOT NULL,
    "SealedOurs" BLOB NOT NULL,
    "ChosenAt" INTEGER NOT NULL,
    "StartedAt" INTEGER NULL,
    "Number" TEXT NULL,
    "SealedHanded" BLOB NULL,
    CONSTRAINT "FK_HelpShares_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_HelpShares_ShareMembers_MemberId" FOREIGN KEY ("MemberId") REFERENCES "ShareMembers" ("Id") ON DELETE CASCADE
);

CREATE INDEX "IX_HelpShares_UserId" ON "HelpShares" ("UserId");
