using ContactLog.Domain.Cases;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Items;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;
using ContactLog.Reports.Redaction;

namespace ContactLog.Reports.Bundle;

/// <summary>
/// What is in a bundle and why the rest is not. For her lawyer everything of what the report includes, but what is
/// private; for the other person only what the report shows, and of that no text from which anything was removed.
/// Whatever is not known to be allowed stays out.
/// </summary>
internal sealed class BundleContents
{
    private readonly BundleModel _model;
    private readonly CopyScope _scope;
    private readonly HashSet<(int, string)> _marked;

    public BundleContents(BundleModel model)
    {
        _model = model;
        Redacted = CaseRedactor.Redact(model.Case, model.Options, model.Words);
        Actors = new(model.Case, model.Options.Profile, model.Words);
        _scope = new(model.Case, model.Options);
        _marked = [.. Redacted.Redactions.Where(one => one.Rule == RedactionRule.Mark).Select(one => (one.EntrySeq, one.Field))];
    }

    /// <summary>The case as the copy tells it: what the tables are made from.</summary>
    public RedactedCase Redacted { get; }

    /// <summary>The names beside its entries.</summary>
    public Actors Actors { get; }

    /// <summary>True for the copy that the other person gets.</summary>
    public bool IsService => _model.Options.Profile != RedactionProfile.LawyerFull;

    /// <summary>True when the copy may say the hash and the exact size of an original.</summary>
    public bool TellsOfOriginals => _model.Options.Profile.TellsOfOriginals();

    /// <summary>The exhibits of the index.</summary>
    public IEnumerable<Exhibit> Exhibits => Redacted.Case.Exhibits.Where(exhibit => _scope.Holds(exhibit.FirstSeq));

    /// <summary>What was removed from what is in.</summary>
    public IEnumerable<Removal> Removals => Redacted.Redactions.Where(_scope.Tells);

    /// <summary>What the tables are made from.</summary>
    public TableSource Source => new()
    {
        File = Redacted.Case,
        Rows = Redacted.Case.AllIncidents.Where(row => _scope.Holds(row.FirstSeq)),
        Responses = Redacted.Case.Responses.Where(response => _scope.Holds(response.FirstSeq)),
        Exhibits = Exhibits,
        Removals = Removals,
        Shows = one => one.Class != FieldClass.Private && !_model.Options.Withheld.Contains(one.Class),
        TellsOfOriginals = TellsOfOriginals,
        ActorOf = Actors.Of,
        // Whether a reason is in, whatever was removed from it.
        ReasonOf = entry => _scope.WhyWithout(entry, "reason") is null ? entry.Reason : null,
    };

    /// <summary>Why a field file is left out; null when it is in.</summary>
    public string? WhyWithout(OpenedEntry entry, string name)
    {
        if (_scope.WhyWithout(entry, name) is { } why)
        {
            return why.Reason switch
            {
                LeftOutReason.Private => Exclusion.Private,
                LeftOutReason.Mark => Exclusion.Mark,
                LeftOutReason.Key => Exclusion.Key,
                LeftOutReason.NotIn => Exclusion.NotIn,
                _ => Exclusion.ByChoice(why.Class),
            };
        }

        if (!IsService)
        {
            return _marked.Contains((entry.Seq, name)) ? Exclusion.RedactedByMark : null;
        }

        return Redacted.Touches(entry.Seq, name) ? Exclusion.Redacted
            : _scope.IsUntold(entry, name, Redacted.Touches, Actors) ? Exclusion.NotTold
            : null;
    }

    /// <summary>Why the name and time of arrival of a file are left out; null when they are in.</summary>
    public string? WhyWithoutFile(OpenedEntry entry) => IsService ? "redacted: original name"
        : _model.Case.Find<Exhibit>(entry.Text.Target ?? entry.Seq) is { } exhibit && _scope.Holds(exhibit.FirstSeq) ? null
        : Exclusion.NotIn;

    /// <summary>Why an exhibit's original is left out; null when it is in.</summary>
    public string? WhyWithoutOriginal(Exhibit exhibit) => WhyWithoutOriginal(_model.Options, exhibit, AreasOf(exhibit).Count > 0);

    /// <summary>The same as the report knows it, so that it names no file that is not there.</summary>
    public static string? WhyWithoutOriginal(ReportOptions options, Exhibit exhibit, bool hasAreas) =>
        options.Profile != RedactionProfile.LawyerFull ? "originals are not in this copy"
        : !options.WithPlaces && exhibit.MayTellPlace ? "left out by choice: it may say where it was made"
        : hasAreas ? "redacted: areas marked by the author"
        : null;

    /// <summary>The areas of the picture that this copy is made without.</summary>
    public IReadOnlyList<PictureArea> AreasOf(Exhibit exhibit) => CaseRedactor.AreasOf(_model.Case, exhibit, _model.Options.Profile);

    /// <summary>True when a picture written anew belongs into the bundle.</summary>
    public bool WantsDerivative(Exhibit exhibit) => WantsDerivative(_model.Options, exhibit, AreasOf(exhibit).Count > 0);

    /// <summary>The same as the report knows it, so that it names no file that is not there.</summary>
    public static bool WantsDerivative(ReportOptions options, Exhibit exhibit, bool hasAreas) => options.HasBundle && exhibit.Media.Extension is "jpg" or "png"
        && (options.Profile == RedactionProfile.LawyerFull ? hasAreas : options.WithPictures);
}
