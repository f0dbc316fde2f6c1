using System.Globalization;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Redaction;
using ContactLog.Web.Cases;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Redactions;

/// <summary>Marks an area of a picture: by four numbers, by keyboard or by pointer.</summary>
public sealed class AreaModel(CurrentCase current, Words words) : MarkPage(current, words)
{
    private readonly Words _words = words;

    /// <summary>Per cent of the width from the left edge.</summary>
    [BindProperty]
    public string? Left { get; set; }

    /// <summary>Per cent of the height from the upper edge.</summary>
    [BindProperty]
    public string? Top { get; set; }

    /// <summary>Width in per cent.</summary>
    [BindProperty]
    public string? Across { get; set; }

    /// <summary>Height in per cent.</summary>
    [BindProperty]
    public string? Down { get; set; }

    /// <summary>The area that the form says; null while it says none.</summary>
    public PictureArea? Area => Read();

    /// <summary>The exhibit.</summary>
    public Exhibit Exhibit => (Exhibit)Item;

    /// <summary>True for the kinds of picture that are written anew.</summary>
    public bool CanMark => Exhibit.Media.Extension is "jpg" or "png";

    /// <summary>Shows the picture.</summary>
    public void OnGet()
    {
        Begin();
        (Left, Top, Across, Down) = ("35", "40", "30", "20");
    }

    /// <summary>Shows the area of the numbers, for whoever works without script.</summary>
    public void OnPostShow() => Check();

    /// <summary>Marks the area.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!CanMark)
        {
            return RedirectToPage(new { Id });
        }

        Check();
        return await AppendAsync("area", Area?.ToString() ?? "", cancel) ? RedirectToPage(new { Id }) : Page();
    }

    /// <summary>The picture as a copy shows it: written anew, as it will be in the report.</summary>
    public async Task<IActionResult> OnGetSeenAsync(string? profile, CancellationToken cancel)
    {
        if (RedactionProfiles.FromWord(profile) is not { } known || !CanMark)
        {
            return NotFound();
        }

        await using var bytes = await Current.OpenFileAsync(Exhibit.File.Id, cancel);
        var anew = PictureRedactor.Anew(PictureRedactor.ReadAll(bytes), CaseRedactor.AreasOf(Case, Exhibit, known));
        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'";
        return anew is null ? NotFound() : File(anew, Exhibit.Media.MimeType);
    }

    /// <inheritdoc/>
    protected override bool Takes(Item item) => item is Exhibit;

    private void Check()
    {
        if (Area is null)
        {
            ModelState.AddModelError(nameof(Left), _words["keep.area.wrong"]);
        }
    }

    private PictureArea? Read()
    {
        var numbers = new[] { Left, Top, Across, Down }.Select(Thousandths).ToArray();
        return PictureArea.Parse(string.Join(' ', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))));
    }

    // A browser sends a number field with a full stop; whoever types into a plain one may use a comma.
    private static int Thousandths(string? text) =>
        decimal.TryParse(text?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 100 ? (int)Math.Round(number * 10) : -1;
}
