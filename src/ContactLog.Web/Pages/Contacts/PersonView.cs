using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Language;
using NodaTime.Text;

namespace ContactLog.Web.Pages.Contacts;

/// <summary>People and their numbers: which rows are theirs, and how a blocked number is told.</summary>
public static class PersonView
{
    /// <summary>What came from a person: named themselves, or through one of their numbers.</summary>
    public static Tally From(CaseFile file, Contact contact) => new([.. file.Received.Where(incident =>
        file.PersonOf(incident)?.FirstSeq == contact.FirstSeq)]);

    /// <summary>What came through a number, address or account.</summary>
    public static Tally From(CaseFile file, ContactPoint point) => new([.. file.Received.Where(incident => incident.ContactPointSeq == point.FirstSeq)]);

    /// <summary>Whether it is blocked, since or until when; null when nothing was said of it.</summary>
    public static string? Blocked(ContactPoint point, Words words, FieldText text) => point switch
    {
        { IsBlocked: true } => words["contact.blocked-since", Day(point["blocked-on"], text)],
        _ when point["blocked-on"] is { } from && point["unblocked-on"] is { } until => words["contact.blocked-from-to", Day(from, text), Day(until, text)],
        _ when point["unblocked-on"] is { } until => words["contact.unblocked", Day(until, text)],
        _ => null,
    };

    private static string Day(string? iso, FieldText text) =>
        LocalDatePattern.Iso.Parse(iso ?? "") is { Success: true } day ? text.Day(day.Value) : iso ?? "";
}
