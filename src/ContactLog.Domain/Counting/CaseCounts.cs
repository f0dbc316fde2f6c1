using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Language;
using NodaTime;

namespace ContactLog.Domain.Counting;

/// <summary>How an incident stands to a boundary or order.</summary>
public enum Standing
{
    /// <summary>It came before, or after the end.</summary>
    Outside,

    /// <summary>It came after and is covered: it counts.</summary>
    After,

    /// <summary>The times do not say which came first.</summary>
    OrderNotDetermined,

    /// <summary>It came after through another person, and the boundary covers that; shown apart.</summary>
    ThroughOthers,

    /// <summary>It came after and was allowed; shown apart.</summary>
    Permitted,

    /// <summary>This kind of contact, or this person, is not covered.</summary>
    NotCovered,
}

/// <summary>Sums over some incident rows.</summary>
public sealed record Tally
{
    /// <summary>Adds up.</summary>
    /// <param name="rows">The rows.</param>
    public Tally(IReadOnlyList<Incident> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Rows = rows;
        var days = new HashSet<LocalDate>();
        foreach (var row in rows)
        {
            var count = row.Count;
            Contacts += count;
            AtLeast |= row.CountAtLeast;
            AboutContacts += row.CountAbout ? count : 0;
            Incidents += row.Group == KindGroup.InPerson || row.When.Date is not { } day || days.Add(day) ? 1 : 0;
        }
    }

    /// <summary>The rows, so that every number can be opened.</summary>
    public IReadOnlyList<Incident> Rows { get; }

    /// <summary>
    /// Separate incidents. Calls, voicemails, texts, e-mails and messages of one local day are one, whichever way they came; everything
    /// in person or other is one each. A row without a day is one of its own.
    /// </summary>
    public int Incidents { get; }

    /// <summary>True when a day has both calls and messages, so that the incidents of the groups come to more than those of all together.</summary>
    public bool SharesDays => Enum.GetValues<KindGroup>().Sum(group => Of(group).Incidents) > Incidents;

    /// <summary>Contacts: each attempt once.</summary>
    public int Contacts { get; }

    /// <summary>One of the counts is a lower bound, so the sum is one.</summary>
    public bool AtLeast { get; }

    /// <summary>How many of the contacts stand in rows whose count is an estimate.</summary>
    public int AboutContacts { get; }

    /// <summary>35, at least 35, or about 35.</summary>
    public string In(Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return CountText.Of(words, Contacts.ToString("N0", words.Culture), AboutContacts > 0, AtLeast);
    }

    /// <summary>The same where there is no room for words: ≈35.</summary>
    public string Short(Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return CountText.Sign(AboutContacts > 0, AtLeast) + Contacts.ToString("N0", words.Culture);
    }

    /// <summary>The same with the word: 35 contacts, or at least 35 contacts.</summary>
    public string ContactsIn(Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return CountText.Of(words, words.Count("counting.contacts", Contacts), AboutContacts > 0, AtLeast);
    }

    /// <summary>The rows of one group of kinds.</summary>
    public Tally Of(KindGroup group) => new([.. Rows.Where(row => row.Group == group)]);

    /// <summary>The rows of one kind.</summary>
    public Tally Of(IncidentKind kind) => new([.. Rows.Where(row => row.Kind == kind)]);
}

/// <summary>What came after one boundary or order.</summary>
public sealed record LineCount(Line Line, Tally After, Tally ThroughOthers, Tally Permitted, Tally OrderNotDetermined);

/// <summary>The counts of a case. The rules are published in <c>docs/counting.md</c>; a test recomputes the report's totals from its rows.</summary>
public sealed class CaseCounts
{
    private readonly CaseFile _file;
    private readonly Dictionary<Line, Held> _held;
    private readonly Dictionary<int, LineCount> _byLine;

    internal CaseCounts(CaseFile file)
    {
        _file = file;
        All = new(file.Incidents);
        _held = file.Lines.ToDictionary(line => line, line => Held.Of(file, line));
        (Incident, Sender)[] rows = [.. file.Incidents.Select(row => (row, Sender.Of(file, row)))];
        _byLine = file.Lines.ToDictionary(line => line.FirstSeq, line => Count(line, rows));
    }

    /// <summary>Everything that counts.</summary>
    public Tally All { get; }

    /// <summary>What came after each boundary and order, in the order in which they took hold.</summary>
    public IReadOnlyList<LineCount> Lines => [.. _file.Lines.Select(line => _byLine[line.FirstSeq])];

    /// <summary>What came after a boundary or order.</summary>
    public LineCount After(Line line) => _byLine[line.FirstSeq];

    /// <summary>The boundaries and orders that an incident crossed.</summary>
    public IReadOnlyList<Line> CrossedBy(Incident incident) =>
        [.. _file.Lines.Where(line => StandingOf(incident, line) is Standing.After or Standing.ThroughOthers)];

    /// <summary>How an incident stands to a boundary or order.</summary>
    public Standing StandingOf(Incident incident, Line line) => StandingOf(incident, Sender.Of(_file, incident), HeldOf(line));

    /// <summary>
    /// True when a boundary or order for the person surely held when an incident came, also one that does not cover this kind of contact:
    /// a boundary that names what it covers leaves the rest open.
    /// </summary>
    public bool IsWhileOneHeld(Incident incident) => Sender.Of(_file, incident) is var sender
        && _file.Lines.Select(HeldOf).Any(held => held.IsMeantFor(sender) && InTime(incident, held) == Standing.After);

    /// <summary>
    /// True when nothing says which of the two was first: on a page that tells both in the order of time one of them stands before the other all the
    /// same. Whether the line covers the incident does not matter, nor whether it is counted. What has no day stands nowhere in that order.
    /// </summary>
    public static bool IsOrderOpen(Incident incident, Line line)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(line);
        return incident.When.Date is not null && line.From.Date is not null && incident.When.Earliest <= line.HoldsFrom && incident.LatestEnd >= line.MayHoldFrom;
    }

    private Held HeldOf(Line line) => _held.TryGetValue(line, out var held) ? held : Held.Of(_file, line);

    private static Standing StandingOf(Incident incident, Sender sender, Held held)
    {
        if (!held.IsMeantFor(sender) || !held.Kinds[(int)incident.Kind] || (sender.IsThroughOthers && !held.CoversOthers))
        {
            return Standing.NotCovered;
        }

        return InTime(incident, held) is var time && time != Standing.After ? time
            : incident.IsPermitted ? Standing.Permitted : sender.IsThroughOthers ? Standing.ThroughOthers : Standing.After;
    }

    // Order is claimed only when the earliest that the contact can have been is later than the
    // latest that the boundary can have been; anything else would be a guess against someone.
    private static Standing InTime(Incident incident, Held held) =>
        incident.LatestEnd < held.MayFrom || incident.Earliest > held.Until ? Standing.Outside
        : incident.Earliest <= held.From || incident.LatestEnd > held.Until ? Standing.OrderNotDetermined
        : Standing.After;

    private LineCount Count(Line line, IReadOnlyList<(Incident Row, Sender Sender)> rows)
    {
        var held = HeldOf(line);
        var standing = rows.ToLookup(one => StandingOf(one.Row, one.Sender, held), one => one.Row);
        Tally Of(Standing which) => new([.. standing[which]]);
        return new(line, Of(Standing.After), Of(Standing.ThroughOthers), Of(Standing.Permitted), Of(Standing.OrderNotDetermined));
    }

    /// <summary>Whom a row came from, found once: each boundary asks for it.</summary>
    private readonly record struct Sender(Contact? Person, bool IsThroughOthers, bool IsOther)
    {
        public static Sender Of(CaseFile file, Incident row) => new(file.PersonOf(row), file.IsThroughOthers(row), CountedRows.IsOfOthers(file, row));
    }

    /// <summary>What a boundary or order says of itself, found once: each of thousands of rows asks for it.</summary>
    private sealed record Held(bool IsCounted, Contact? Meant, bool CoversOthers, IReadOnlyList<bool> Kinds, Instant MayFrom, Instant From, Instant Until)
    {
        public bool IsMeantFor(Sender sender) =>
            IsCounted && !sender.IsOther && (sender.IsThroughOthers || sender.Person is null || Meant is null || sender.Person.FirstSeq == Meant.FirstSeq);

        public static Held Of(CaseFile file, Line line) => new(
            line.IsCounted,
            file.Find<Contact>(line.ContactSeq) ?? file.MainContact,
            line.CoversOthers,
            [.. Enum.GetValues<IncidentKind>().Select(kind => line.Covers(kind))],
            line.MayHoldFrom,
            line.HoldsFrom,
            line.HoldsUntil);
    }
}
