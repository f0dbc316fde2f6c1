namespace ContactLog.Tests.Architecture;

/// <summary>
/// Who gets what when they ask for an address. A new address needs a row here, in any place: run
/// <c>dotnet test tests/ContactLog.Tests --no-build --filter AccessMatrix</c> (not quietly), which prints the row as the
/// program answers now; read it with open eyes, then paste it.
/// The columns: nobody signed in, a stranger with an account, the owner, an advocate,
/// the advocate asking for what is outside the scope, a lawyer of a part, a witness, somebody whose access has ended,
/// the supervisor of the organisation through which the advocate has access.
/// Whoever operates the server and is named in its configuration is a stranger: a last answer stands only where theirs is another one.
/// The answers: a status; <c>-</c> not found; <c>in</c> to the sign-in; <c>step</c> the password again; <c>safety</c> to
/// the page before the first record of one's own; <c>over</c> told that access is over; <c>go</c> sent to one's own pages.
/// What belongs to one case is <c>-</c> or <c>go</c> for everybody who is not let in, never 200.
/// </summary>
internal static class AccessMatrix
{
    public const string Rows =
        """
        / | in safety 200 go go go go go go
        /Account | in 200 200 200 200 200 200 200 200
        /Account/Forgot | 200 200 200 200 200 200 200 200 200
        /Account/Held | in go go go go go go go go
        /Account/Help | 200 200 200 200 200 200 200 200 200
        /Account/HelpEnd | 200 200 200 200 200 200 200 200 200
        /Account/Helpers | in 200 200 200 200 200 200 200 200
        /Account/History | in 200 200 200 200 200 200 200 200
        /Account/Index | in 200 200 200 200 200 200 200 200
        /Account/Lock | in 200 200 200 200 200 200 200 200
        /Account/Password | in step 200 step step step step step step
        /Account/Recover | 200 200 200 200 200 200 200 200 200
        /Account/RecoveryCode/{step?} | in 200 200 200 200 200 200 200 200
        /Account/Reopen | in 200 200 200 200 200 200 200 200
        /Account/Reset | 200 200 200 200 200 200 200 200 200
        /Account/Sessions | in 200 200 200 200 200 200 200 200
        /Account/SignIn | 200 go go go go go go go go
        /Account/SignOut | 200 200 200 200 200 200 200 200 200
        /Account/SignUp | 200 go go go go go go go go
        /Account/StepUp | in 200 200 200 200 200 200 200 200
        /Account/TwoStep | in in in in in in in in in
        /Account/TwoStepSetUp | in step 200 step step step step step step
        /Boundaries | in safety 200 go go go go go go
        /Boundaries/Add/{replacedId:guid?} | in safety - go go go go go go
        /Boundaries/Edit/{id:guid} | in safety - go go go go go go
        /Boundaries/End/{id:guid} | in safety - go go go go go go
        /Boundaries/Index | in safety 200 go go go go go go
        /Boundaries/Withdraw/{id:guid} | in safety - go go go go go go
        /Boundaries/Wording | in safety 200 go go go go go go
        /Boundaries/{id:guid} | in safety - go go go go go go
        /Case/Begin | in 200 go 200 200 200 200 200 200
        /Case/Edit | in safety 200 go go go go go go
        /Cases | in 200 200 200 200 200 200 200 200
        /Cases/Index | in 200 200 200 200 200 200 200 200
        /Cases/{grant:guid} | in - 200 200 200 200 200 over -
        /Cases/{grant:guid}/Access | in - 200 200 200 200 200 over -
        /Cases/{grant:guid}/Checklist | in - 200 200 200 200 - over -
        /Cases/{grant:guid}/Comments | in - 200 200 200 200 - over -
        /Cases/{grant:guid}/File/{id:guid}/{how?} | in - - - - - - over -
        /Cases/{grant:guid}/Find | in - 200 200 200 200 - over -
        /Cases/{grant:guid}/Help | in - - - - - - over -
        /Cases/{grant:guid}/Item/{id:guid} | in - 200 200 - 200 200 over -
        /Cases/{grant:guid}/Pad | in - - 200 200 200 - over -
        /Cases/{grant:guid}/Read | in - 200 200 200 200 200 over -
        /Cases/{grant:guid}/Report | in - - - - 200 - over -
        /Cases/{grant:guid}/Report/{seq:int}/{volume:int?} | in step - step step step step step step
        /Cases/{grant:guid}/Statement/{id:guid} | in - - - - - 200 over -
        /Contacts | in safety 200 go go go go go go
        /Contacts/Add | in safety 200 go go go go go go
        /Contacts/AddPoint/{contactId:guid?} | in safety - go go go go go go
        /Contacts/Edit/{id:guid} | in safety - go go go go go go
        /Contacts/EditPoint/{id:guid} | in safety - go go go go go go
        /Contacts/From/{id:guid} | in safety - go go go go go go
        /Contacts/Index | in safety 200 go go go go go go
        /Contacts/Link/{id:guid} | in safety - go go go go go go
        /Contacts/Withdraw/{id:guid} | in safety - go go go go go go
        /Contacts/WithdrawPoint/{id:guid} | in safety - go go go go go go
        /Contacts/{id:guid} | in safety - go go go go go go
        /Error/{code:int?} | - - - - - - - - -
        /Exhibits | in safety 200 go go go go go go
        /Exhibits/Add/{itemId:guid?} | in safety 200 go go go go go go
        /Exhibits/Added/{seq:int}/{count:int} | in safety - go go go go go go
        /Exhibits/Edit/{id:guid} | in safety - go go go go go go
        /Exhibits/File/{id:guid}/{how:regex(^original$)?} | in safety - go go go go go go
        /Exhibits/Index | in safety 200 go go go go go go
        /Exhibits/Withdraw/{id:guid} | in safety - go go go go go go
        /Exhibits/{id:guid}/{open:regex(^open$)?} | in safety - go go go go go go
        /healthz | 200 200 200 200 200 200 200 200 200
        /Help | 200 200 200 200 200 200 200 200 200
        /Import | in safety 200 go go go go go go
        /Import/Choose/{fileId:guid} | in safety - go go go go go go
        /Import/Columns/{fileId:guid} | in safety - go go go go go go
        /Import/Done/{id:guid} | in safety - go go go go go go
        /Import/Index | in safety 200 go go go go go go
        /Import/Preview/{fileId:guid} | in safety go go go go go go go
        /Incidents/Add/{which?} | in safety 200 go go go go go go
        /Incidents/Earlier | in safety 200 go go go go go go
        /Incidents/Edit/{id:guid}/{how?} | in safety 200 go go go go go go
        /Incidents/Restore/{id:guid} | in safety go go go go go go go
        /Incidents/Saved/{id:guid} | in safety 200 go go go go go go
        /Incidents/Several | in safety 200 go go go go go go
        /Incidents/SeveralDone/{seq:int}/{count:int} | in safety - go go go go go go
        /Incidents/Withdraw/{id:guid} | in safety 200 go go go go go go
        /Incidents/{id:guid} | in safety 200 go go go go go go
        /Index | in safety 200 go go go go go go
        /Join/{secret:length(43)} | 200 200 200 200 200 429 429 429 429 429
        /Account/Look | in 200 200 200 200 200 200 200 200
        /Safety/Device | in 200 200 200 200 200 200 200 200
        /Journal | in 200 200 200 200 200 200 200 200
        /Journal/Index | in 200 200 200 200 200 200 200 200
        /Journal/Write/{id:guid?} | in - - - - - - - -
        /Journal/Erase/{id:guid} | in - - - - - - - -
        /Last | in safety 200 go go go go go go
        /Last/Index | in safety 200 go go go go go go
        /leave | go go go go go go go go go
        /Now | in 200 200 200 200 200 200 200 200
        /Now/Index | in 200 200 200 200 200 200 200 200
        /Orders/Add | in safety 200 go go go go go go
        /Orders/Edit/{id:guid} | in safety - go go go go go go
        /Orders/Withdraw/{id:guid} | in safety - go go go go go go
        /Orders/{id:guid} | in safety - go go go go go go
        /Plan | in safety 200 go go go go go go
        /Plan/Index | in safety 200 go go go go go go
        /Plan/{number:int} | in safety 200 go go go go go go
        /Plan/Add/{number:int} | in safety 200 go go go go go go
        /Plan/Step/{id:guid} | in safety - go go go go go go
        /Dates | in safety 200 go go go go go go
        /Dates/Index | in safety 200 go go go go go go
        /Dates/Bring/{id:guid} | in safety - go go go go go go
        /Support | in safety 200 go go go go go go
        /Support/Index | in safety 200 go go go go go go
        /Support/Note | in safety 200 go go go go go go
        /Support/Person/{id:guid?} | in safety - go go go go go go
        /Responses | in safety 200 go go go go go go
        /Responses/Index | in safety 200 go go go go go go
        /Responses/Add/{number:int}/{about:guid?} | in safety - go go go go go go
        /Responses/Edit/{id:guid} | in safety - go go go go go go
        /Responses/Withdraw/{id:guid} | in safety - go go go go go go
        /Responses/{id:guid} | in safety - go go go go go go
        /Pattern | in safety 200 go go go go go go
        /Pattern/Index | in safety 200 go go go go go go
        /readyz | 200 200 200 200 200 200 200 200 200
        /Record/Broken | in go go go go go go go go
        /Record/Index/{number:int?} | in safety - go go go go go go
        /Record/{number:int?} | in safety - go go go go go go
        /Record/Stamps | in safety 200 go go go go go go
        /Redactions | in safety 200 go go go go go go
        /Redactions/Area/{id:guid} | in safety - go go go go go go
        /Redactions/Index | in safety 200 go go go go go go
        /Redactions/Keep | in safety 200 go go go go go go
        /Redactions/Words/{id:guid} | in safety 200 go go go go go go
        /Report | in safety 200 go go go go go go
        /Report/Bundle/{seq:int} | in step - step step step step step step
        /Report/Index | in safety 200 go go go go go go
        /Report/Made/{seq:int} | in safety - go go go go go go
        /Report/Make | in safety go go go go go go go
        /Report/Pdf/{seq:int}/{volume:int=1} | in step - step step step step step step
        /Report/Preview | in safety go go go go go go go
        /Report/Sheet/{seq:int} | in step - step step step step step step
        /Safety | in 200 200 200 200 200 200 200 200
        /Safety/Index | in 200 200 200 200 200 200 200 200
        /Share | in safety 200 go go go go go go
        /Share/Comments | in safety 200 go go go go go go
        /Share/Confirm/{id:guid} | in safety go go go go go go go
        /Share/Help/{id:guid} | in safety - go go go go go go
        /Share/Index | in safety 200 go go go go go go
        /Share/Invite | in safety 200 go go go go go go
        /Share/Person/{id:guid} | in safety - go go go go go go
        /Timeline | in safety 200 go go go go go go
        /Verify | in 200 200 200 200 200 200 200 200
        /Verify/Index | in 200 200 200 200 200 200 200 200
        /Timeline/After/{id:guid} | in safety - go go go go go go
        /Join/{offer:guid?} | in - - - - - - - -
        /Organisation | in - - 200 200 - - - 200
        /Organisation/HandOver/{grant:guid} | in - - 200 200 - - - 200
        /Organisation/Index | in - - 200 200 - - - 200
        /Organisation/Invite | in - - - - - - - 200
        /Organisation/Leave | in - - 200 200 - - - 200
        /Organisation/Member/{id:guid} | in - - - - - - - 200
        /Account/Ways | in 200 200 200 200 200 200 200 200
        /Safety/Here | in 200 200 200 200 200 200 200 200
        /Tour | in 200 200 200 200 200 200 200 200
        /Tour/Index | in 200 200 200 200 200 200 200 200
        /Operator | - - - - - - - - - step
        /Operator/Accounts | - - - - - - - - - step
        /Operator/Index | - - - - - - - - - step
        """;
}
