using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Time;
using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using NodaTime;

namespace ContactLog.Web.Importing;

/// <summary>
/// Finds the entries she typed that a record of the file looks the same as: the same kind, to the same minute, or inside
/// the span of a burst. Each typed entry stands for as many records as it says it was. It never decides: she does.
/// </summary>
internal sealed class TypedEntries
{
    private readonly Dictionary<(IncidentKind Kind, bool Own), List<Candidate>> _candidates;

    public TypedEntries(CaseFile file, ImportAnswers answers, KnownNumbers known)
    {
        var points = answers.Persons.Select(known.Find).OfType<ContactPoint>().ToList();
        _candidates = file.AllIncidents
            .Where(incident => !incident.IsWithdrawn && incident["source-key"] is null && incident.SourceSeq is null
                && incident.When is { Precision: Precision.Exact, Time: not null } && MayBe(file, incident, answers, points))
            .Select(incident => new Candidate(incident))
            .GroupBy(candidate => (candidate.Incident.Kind, candidate.Incident.IsOwn))
            .ToDictionary(group => group.Key, group => group.ToList());
    }

    /// <summary>The typed entry that this looks the same as, or null; it is used up by as much.</summary>
    public Incident? Match(FoundItem item)
    {
        if (item.At is not { } at || !_candidates.TryGetValue((KindOf(item.Kind), item.Direction == Direction.Outgoing), out var candidates))
        {
            return null;
        }

        foreach (var candidate in candidates)
        {
            if (candidate.Left > 0 && candidate.From <= at && at < candidate.Until)
            {
                candidate.Left--;
                return candidate.Incident;
            }
        }

        return null;
    }

    /// <summary>The kind of entry that a record becomes.</summary>
    public static IncidentKind KindOf(FoundKind kind) => kind switch
    {
        FoundKind.Call => IncidentKind.Call,
        FoundKind.Voicemail => IncidentKind.Voicemail,
        FoundKind.Text => IncidentKind.Text,
        FoundKind.Email => IncidentKind.Email,
        FoundKind.Social => IncidentKind.Social,
        FoundKind.InPerson => IncidentKind.InPerson,
        _ => IncidentKind.Other,
    };

    /// <summary>False when the entry names another number or person.</summary>
    private static bool MayBe(CaseFile file, Incident incident, ImportAnswers answers, List<ContactPoint> known)
    {
        if (incident.ContactPointSeq is { } point)
        {
            return known.Exists(one => one.FirstSeq == point);
        }

        if (incident["from"] is { } from && PhoneNumbers.Read(from, answers.Country) is { Kind: PeerKind.Phone } peer)
        {
            return answers.IsPerson(peer.Id);
        }

        var contacts = known.Select(one => one.ContactSeq).OfType<int>().ToList();
        return incident.ContactSeq is not { } contact || contacts.Count == 0 || contacts.Contains(contact);
    }

    private sealed class Candidate
    {
        public Candidate(Incident incident)
        {
            Incident = incident;
            var when = incident.When;
            From = when.Earliest;
            var end = when.EndTime is null ? when.Latest : when.LatestEnd;

            // To the minute she typed; with seconds, to the second.
            Until = end + Duration.FromSeconds(1);
            Left = incident.Count;
        }

        public Incident Incident { get; }

        public Instant From { get; }

        public Instant Until { get; }

        public int Left { get; set; }
    }
}
