using ContactLog.Domain.Language;
using ContactLog.Domain.Time;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;

namespace ContactLog.Web.Items;

/// <summary>A day that may be left out, typed as people write it. A browser's own picker is a puzzle on an old phone, and shows day and month in the order of its maker.</summary>
internal static class DayField
{
    /// <summary>The day; null when there is none, and with a fault beside the field when it cannot be read.</summary>
    public static LocalDate? ReadDay(this ModelStateDictionary state, Words words, string field, string? text, string label)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (WhenInput.ReadDay(text) is { } day)
        {
            return day;
        }

        state.AddModelError(field, words["fields.problem-date", words[label]]);
        return null;
    }
}
