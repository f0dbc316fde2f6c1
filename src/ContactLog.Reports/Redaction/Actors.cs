using ContactLog.Domain.Cases;
using ContactLog.Domain.Items;
using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;

namespace ContactLog.Reports.Redaction;

/// <summary>
/// The names that stand beside entries in a copy. Who helps her is told to her lawyer alone: the other person could
/// turn on an advocate or a witness. Every other copy names her, and says of the rest that somebody she let in made it.
/// </summary>
internal sealed class Actors
{
    private readonly HashSet<string>? _own;
    private readonly string _others;

    public Actors(CaseFile file, RedactionProfile profile, Words words)
    {
        // She may have changed the name she goes by; entries keep the one of their time.
        _own = profile == RedactionProfile.LawyerFull ? null : file.Settings.History.SelectMany(revision => revision.Changes)
            .Where(change => change.Name == "own-name").Select(change => change.Now).Append(file.Settings.OwnName).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _others = words["report.keeping.actors-others"];
    }

    /// <summary>Who made an entry, as this copy says it.</summary>
    public string Of(OpenedEntry entry) => _own?.Contains(entry.Actor ?? "") == false ? _others : entry.Actor ?? "";

    /// <summary>True when the name itself may stand there.</summary>
    public bool Names(OpenedEntry entry) => _own?.Contains(entry.Actor ?? "") != false;
}
