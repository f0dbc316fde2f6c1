using System.Text;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Incidents;

namespace ContactLog.Domain.Boundaries;

/// <summary>One term of an order and what she says may break it. Whether it does is for a court.</summary>
/// <param name="Words">The term: a line of the order, or the words that her entries copy from it; null for entries that name the order and no term.</param>
/// <param name="IsOfOrder">The words stand in the order as it was written down.</param>
/// <param name="Incidents">The entries that name it, in the order of time.</param>
public sealed record OrderTerm(string? Words, bool IsOfOrder, IReadOnlyList<Incident> Incidents);

/// <summary>Which entries name which term of an order.</summary>
public static class OrderTerms
{
    /// <summary>
    /// The terms in the order in which they stand there, then those whose words are not found in it, then the entries that name no
    /// term. An order written down in several lines has a term a line, also one that no entry names; what an entry copies from
    /// a line belongs to the line. Spaces, capitals and the signs around words make no other term. Withdrawn entries are left out.
    /// </summary>
    public static IReadOnlyList<OrderTerm> Of(CaseFile file, CourtOrder order)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(order);
        var whole = Folded(order.Words ?? "");
        var lines = (order.Words ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (Words: line, Key: Folded(line))).Where(line => line.Key.Length > 0).DistinctBy(line => line.Key).ToList();
        if (lines.Count < 2)
        {
            lines = [];
        }

        var named = file.Received.Where(incident => incident.Fields.Number("breach-of") == order.FirstSeq).ToLookup(incident => KeyOf(incident["breach-term"]));
        var terms = new List<(int Place, OrderTerm Term)>();
        terms.AddRange(lines.Select(line => (Place(line.Key), new OrderTerm(line.Words, true, [.. named[line.Key]]))));
        terms.AddRange(named.Where(rows => rows.Key.Length > 0 && lines.TrueForAll(line => line.Key != rows.Key))
            .Select(rows => (Place(rows.Key), new OrderTerm(rows.First()["breach-term"]!.Trim(), Place(rows.Key) < int.MaxValue, [.. rows]))));
        var sorted = terms.OrderBy(term => term.Place).Select(term => term.Term).ToList();
        if (named[""].Any())
        {
            sorted.Add(new(null, false, [.. named[""]]));
        }

        return sorted;

        string KeyOf(string? term)
        {
            var key = Folded(term ?? "");
            return key.Length == 0 ? key : lines.Find(line => line.Key.Contains(key, StringComparison.Ordinal)).Key ?? key;
        }

        int Place(string key) => whole.IndexOf(key, StringComparison.Ordinal) is >= 0 and var place ? place : int.MaxValue;
    }

    // Letters and digits only, and one space between them.
    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                folded.Append(char.ToUpperInvariant(c));
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }
}
