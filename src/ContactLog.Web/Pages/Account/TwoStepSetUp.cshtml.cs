using ContactLog.Data.Accounts;
using ContactLog.Domain.Language;
using ContactLog.Web.Hosting;
using ContactLog.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using QRCoder;

namespace ContactLog.Web.Pages.Account;

/// <summary>Two-step sign-in: turn it on with an authenticator app, keep the backup codes, turn it off.</summary>
[StepUp]
public sealed class TwoStepSetUpModel(Words words, CurrentUser me, TwoStep twoStep, Sessions sessions, IOptions<SiteOptions> site, TryThrottle throttle) : AccountPage(words)
{
    /// <summary>What is typed.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Whether it is on.</summary>
    public bool IsOn => me.Session.HasTwoStep;

    /// <summary>How many backup codes are left.</summary>
    public int CodesLeft { get; private set; }

    /// <summary>The secret to type into the app, in groups.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>Backup codes to show once.</summary>
    public IReadOnlyList<string> BackupCodes { get; private set; } = [];

    /// <summary>Shows how it stands.</summary>
    public async Task OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel);

    /// <summary>The picture for the app. From an address of its own, because no page may carry pictures inside it.</summary>
    public IActionResult OnGetPicture()
    {
        if (me.Session.Notes().TotpSecret is not { } secret)
        {
            return NotFound();
        }

        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(TwoStep.AddressFor(secret, site.Value.Name, me.Name), QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        return File(picture.GetGraphic(6), "image/png");
    }

    /// <summary>Turns it on.</summary>
    public async Task<IActionResult> OnPostOnAsync(CancellationToken cancel)
    {
        if (me.Session.Notes().TotpSecret is not { } secret)
        {
            return RedirectToPage();
        }

        if (await twoStep.TurnOnAsync(me.Id, me.Session.Id, secret, Input.Code, me.Place, cancel) is not { } codes)
        {
            await LoadAsync(cancel);
            return Refuse("Input.Code", "account.twostep.wrong");
        }

        await sessions.LeaveNotesAsync(me.Session, me.Session.Notes() with { TotpSecret = null, BackupCodes = codes }, cancel);
        return RedirectToPage();
    }

    /// <summary>The backup codes are kept; they are not shown again.</summary>
    public async Task<IActionResult> OnPostKeptAsync(CancellationToken cancel)
    {
        await sessions.LeaveNotesAsync(me.Session, me.Session.Notes() with { BackupCodes = null }, cancel);
        return RedirectToPage();
    }

    /// <summary>Turns it off, with a code: a phone left lying open is not enough.</summary>
    public async Task<IActionResult> OnPostOffAsync(CancellationToken cancel)
    {
        // One bucket for the account: a bucket by the browser's own cookie would be fresh with every cookie made up.
        var bucket = "second step of " + me.Id;
        if (throttle.Enter(bucket) is { Ticks: > 0 } wait)
        {
            await LoadAsync(cancel);
            return RefuseFor(wait);
        }

        if (!await twoStep.CheckAsync(me.Id, Input.Code, me.Place, cancel))
        {
            await NoteWrongCodeAsync(me.Id, cancel);
            await LoadAsync(cancel);
            return Refuse("Input.Code", "account.twostep.wrong");
        }

        throttle.Right(bucket);
        await twoStep.TurnOffAsync(me.Id, endRecoveryCode: false, me.Place, cancel);
        return RedirectToPage("Index", new { done = "twostepoff" });
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var notes = me.Session.Notes();
        BackupCodes = notes.BackupCodes ?? [];
        if (IsOn)
        {
            CodesLeft = await twoStep.CodesLeftAsync(me.Id, cancel);
            return;
        }

        if (notes.TotpSecret is not { } secret)
        {
            secret = TwoStep.NewSecret();
            await sessions.LeaveNotesAsync(me.Session, notes with { TotpSecret = secret }, cancel);
        }

        Secret = string.Join(' ', secret.Chunk(4).Select(group => new string(group)));
    }

    /// <summary>What is typed.</summary>
    public sealed class InputModel
    {
        /// <summary>The code.</summary>
        public string? Code { get; set; }
    }
}
