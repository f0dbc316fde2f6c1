using System.Text;
using ContactLog.Domain.Language;
using ContactLog.Domain.Plans;
using ContactLog.Web.Cases;
using ContactLog.Web.Items;
using ContactLog.Web.Plans;
using Microsoft.AspNetCore.Mvc;

namespace ContactLog.Web.Pages.Dates;

/// <summary>The dates that lie ahead, as a quiet list and as a calendar file. Nothing reminds by itself.</summary>
public sealed class IndexModel(CurrentCase current, HerDates dates, Words words) : CasePage(current)
{
    /// <summary>What the form asks.</summary>
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>From today on, soonest first.</summary>
    public IReadOnlyList<QuietDate> Ahead { get; private set; } = [];

    /// <summary>What she meant to do on days that have passed, newest first. Not in the file.</summary>
    public IReadOnlyList<QuietDate> Passed { get; private set; } = [];

    /// <summary>How many private pages do not open.</summary>
    public int Unopened => dates.Unopened;

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        Input.Title = words["dates.neutral"];
        (Ahead, Passed) = await dates.OpenAsync(Case, cancel);
    }

    /// <summary>Gives the file. Sent by a form, so that no title stands in an address.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        (Ahead, Passed) = await dates.OpenAsync(Case, cancel);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        return File(Encoding.UTF8.GetBytes(CalendarFile.Write(Ahead, Input.Title, words["dates.neutral"], dates.Now)), "text/calendar; charset=utf-8", "dates.ics");
    }

    /// <summary>What a date is about, in words.</summary>
    public string About(QuietDate date, FieldText text)
    {
        ArgumentNullException.ThrowIfNull(date);
        ArgumentNullException.ThrowIfNull(text);
        return date.Item is { } item ? text.Title(item) : dates.Step(date.Id) is { } step ? PlanBook.Text(step, words) : "";
    }

    /// <summary>What is sent.</summary>
    public sealed class InputModel
    {
        /// <summary>The title of every event.</summary>
        [Longest(CalendarFile.LongestTitle)]
        public string? Title { get; set; }
    }
}
