using System.Globalization;
using ContactLog.Domain.Boundaries;
using ContactLog.Domain.Cases;
using ContactLog.Domain.Contacts;
using ContactLog.Domain.Counting;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Incidents;
using ContactLog.Domain.Items;
using ContactLog.Domain.Patterns;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;
using ContactLog.Domain.Responses;
using ContactLog.Domain.Time;
using ContactLog.Reports.Redaction;
using NodaTime;

namespace ContactLog.Reports.Bundle;

/// <summary>
/// The tables of a bundle, made from the case as the copy tells it. Every field that is not left out has a column, so
/// that nothing recorded is hidden for want of one; from the incidents and lines every total and every standing of the
/// report can be computed again (<c>docs/counting.md</c>).
/// </summary>
internal sealed class BundleTables(TableSource source)
{
    private readonly CaseFile _file = source.File;

    /// <summary>Every row: when in all its parts, how it is counted, how it stands to each line, and everything else that was recorded.</summary>
    public Csv Incidents()
    {
        var lines = _file.Lines;
        string[] told = ["kind", "count", "count-precision", "from"];
        var more = Columns(ItemType.Incident, told);
        var table = new Csv([
            "entry", "date", "time", "end_time", "precision", "zone", "recorded_utc", "kind", "count", "count_precision", "withdrawn", "own", "from",
            "group", "end_date", "earliest_utc", "latest_utc", "latest_end_utc", "through_another", "person_entry", "number", "counted", "only_allowed",
            .. lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"standing_to_entry_{line.FirstSeq}")), .. more]);
        foreach (var row in source.Rows)
        {
            var when = row.When;
            var person = _file.PersonOf(row);
            table.Row([
                row.FirstSeq,
                when.IsoDate,
                when.Time is { } time ? When.Format(time) : "",
                when.EndTime is { } end ? When.Format(end) : "",
                when.Precision.ToString().ToLowerInvariant(),
                when.Date is null ? "" : when.Zone.Id,
                row.Recorded,
                Incident.WordOf(row.Kind),
                row.Count,
                row["count-precision"] ?? "exact",
                row.IsWithdrawn ? "yes" : "no",
                row.IsOwn ? "yes" : "no",
                // Her own rows come from nobody else. A withdrawn row, which only her lawyer gets, keeps what it says.
                row.IsOwn ? "" : _file.FromText(row),
                row.Group.ToString().ToLowerInvariant(),
                when.EndDate is { } last ? NodaTime.Text.LocalDatePattern.Iso.Format(last) : "",
                Bound(when.Earliest),
                Bound(row.Latest),
                Bound(row.LatestEnd),
                _file.IsThroughOthers(row) ? "yes" : "no",
                person?.FirstSeq,
                // "from" has the person where no number is named: the pattern's table of numbers could not be told from it.
                row.IsOwn ? "" : PeopleCharts.NumberOf(_file, row),
                CountedRows.Has(_file, row) ? "yes" : "no",
                CountedRows.Has(_file, row) && CountedRows.IsOnlyAllowed(_file, row) ? "yes" : "no",
                .. lines.Select(line => (object)(row.IsWithdrawn || row.IsOwn ? "" : _file.Counts.StandingOf(row, line).ToString())),
                .. more.Select(name => row[name])]);
        }

        return table;
    }

    /// <summary>Boundaries and orders, with the bounds that standings are computed from.</summary>
    public Csv Lines()
    {
        string[] names = [.. Columns(ItemType.Boundary, []).Concat(Columns(ItemType.CourtOrder, [])).Distinct(StringComparer.Ordinal)];
        var table = new Csv(["entry", "type", "recorded_utc", "communicated", "counts_from", "from_date_known", "from_earliest_utc", "from_latest_utc", "holds_until_utc", "covers_kinds", "covers_others", "person_entry", .. names]);
        foreach (var line in _file.Lines)
        {
            table.Row([
                line.FirstSeq,
                line.Type.Word(),
                line.Recorded,
                line is Boundary { IsArrivalAssumed: true } ? "assumed" : line.WasCommunicated ? "yes" : "no",
                line is CourtOrder ? "served" : line is Boundary { WasCommunicated: true, Arrived: not null } ? "arrived" : "stated",
                line.From.Date is null ? "no" : "yes",
                Bound(line.MayHoldFrom),
                Bound(line.HoldsFrom),
                Bound(line.HoldsUntil),
                line.CoversAll ? "all" : string.Join(' ', line.Fields.List("covers")),
                line.CoversOthers ? "yes" : "no",
                (_file.Find<Contact>(line.ContactSeq) ?? _file.MainContact)?.FirstSeq,
                .. names.Select(name => line[name])]);
        }

        return table;
    }

    /// <summary>People, and the numbers, addresses and accounts of each.</summary>
    public Csv Contacts()
    {
        string[] names = [.. Columns(ItemType.Contact, ["label", "role", "contact"]).Concat(Columns(ItemType.ContactPoint, ["contact"])).Distinct(StringComparer.Ordinal)];
        var table = new Csv(["entry", "type", "of_person", "recorded_utc", "label", "role", .. names]);
        foreach (var item in _file.Contacts.Concat<Item>(_file.ContactPoints).OrderBy(item => item.FirstSeq))
        {
            table.Row([
                item.FirstSeq,
                item.Type.Word(),
                (item as ContactPoint)?.ContactSeq,
                item.Recorded,
                item["label"],
                item is Contact ? item["role"] ?? "main" : "",
                .. names.Select(name => item[name])]);
        }

        return table;
    }

    /// <summary>What was done about it: reports to authorities, hearings, visits, measures.</summary>
    public Csv Responses()
    {
        string[] names = [.. Response.Types.SelectMany(type => Columns(type, [])).Distinct(StringComparer.Ordinal)];
        var table = new Csv(["entry", "type", "recorded_utc", .. names]);
        foreach (var item in source.Responses)
        {
            table.Row([item.FirstSeq, item.Type.Word(), item.Recorded, .. names.Select(name => item[name])]);
        }

        return table;
    }

    /// <summary>The exhibits: where each is in the bundle, and what was recorded of it.</summary>
    public Csv Index(IReadOnlyDictionary<int, BundledExhibit> bundled)
    {
        string[] told = ["of", "description", "media-type"];
        var more = Columns(ItemType.Exhibit, told);
        var table = new Csv([
            "label", "path", "original_name", "size", "type", "sha256", "file_entry_sha256", "received_utc", "entry", "shows_entry", "description",
            "derivative", "derivative_sha256", "transcript_file", "added_by", .. more]);
        foreach (var exhibit in source.Exhibits)
        {
            var there = bundled[exhibit.FirstSeq];
            table.Row([
                exhibit.Label,
                there.Original ?? "not in this bundle",
                exhibit.File.Entry.Name,
                source.TellsOfOriginals ? exhibit.File.Entry.Size : null,
                exhibit.Media.MimeType,
                source.TellsOfOriginals ? exhibit.File.Entry.Sha256.Hex : null,
                exhibit.File.Committed.Hex,
                exhibit.File.Entry.Received,
                exhibit.File.Seq,
                exhibit.OfSeq,
                exhibit["description"],
                there.Derivative,
                there.DerivativeSha256,
                there.Transcript,
                source.ActorOf(exhibit.History[0].Entry),
                .. more.Select(name => exhibit[name])]);
        }

        return table;
    }

    /// <summary>Every entry, who made it and why.</summary>
    public Csv Audit()
    {
        var table = new Csv("entry", "kind", "recorded_utc", "actor", "about_entry", "reason", "sha256");
        foreach (var entry in _file.Entries)
        {
            table.Row(entry.Seq, entry.Text.Kind.Word(), entry.Recorded, source.ActorOf(entry), entry.Text.Target, source.ReasonOf(entry), entry.Digest.Hex);
        }

        return table;
    }

    /// <summary>Everything that was removed, never what it was.</summary>
    public Csv Redactions()
    {
        var table = new Csv("item_entry", "label", "entry", "text", "what", "rule", "places", "decided_utc", "by");
        foreach (var one in source.Removals)
        {
            table.Row(one.ItemSeq, _file.Find<Exhibit>(one.ItemSeq)?.Label, one.EntrySeq, one.Field, one.Kind.Word(), one.Rule.ToString().ToLowerInvariant(), one.Places, one.When, one.By);
        }

        return table;
    }

    /// <summary>The names in the record of all fields of a type that the copy may show, the parts of a time one by one.</summary>
    private List<string> Columns(ItemType type, string[] without) =>
    [
        .. FieldCatalogue.Of(type).Where(field => source.Shows(field) && field.Name != "raw")
            .SelectMany(field => field.Kind == FieldKind.When ? When.FieldNames.Select(part => FieldCatalogue.WhenPrefix(field) + part) : [field.Name])
            .Where(name => !without.Contains(name, StringComparer.Ordinal) && !(type == ItemType.Incident && When.FieldNames.Contains(name, StringComparer.Ordinal) && name is "date" or "time" or "end-time" or "precision" or "zone" or "end-date")),
    ];

    /// <summary>A bound in UTC; empty where there is none.</summary>
    private static string Bound(Instant instant) =>
        instant == Instant.MinValue || instant == Instant.MaxValue ? "" : NodaTime.Text.InstantPattern.ExtendedIso.Format(instant);
}

/// <summary>What the tables of a bundle are made from: the case as the copy tells it, and what of it is in. The writer makes it from the record, the check from the bundle.</summary>
internal sealed record TableSource
{
    /// <summary>The case as the copy tells it.</summary>
    public required CaseFile File { get; init; }

    /// <summary>The incident rows that are in, in their order.</summary>
    public required IEnumerable<Incident> Rows { get; init; }

    /// <summary>What was done about it, as far as it is in.</summary>
    public required IEnumerable<Response> Responses { get; init; }

    /// <summary>The exhibits that are in.</summary>
    public required IEnumerable<Exhibit> Exhibits { get; init; }

    /// <summary>What was removed from what is in; the check does not know it.</summary>
    public IEnumerable<Removal> Removals { get; init; } = [];

    /// <summary>True when a column may hold the field.</summary>
    public required Func<FieldDefinition, bool> Shows { get; init; }

    /// <summary>True when the copy says the hash and the size of an original.</summary>
    public required bool TellsOfOriginals { get; init; }

    /// <summary>Who made an entry, as the copy says it.</summary>
    public required Func<OpenedEntry, string> ActorOf { get; init; }

    /// <summary>Why an entry was made, as far as the copy says it.</summary>
    public required Func<OpenedEntry, string?> ReasonOf { get; init; }
}

/// <summary>Where an exhibit is in a bundle.</summary>
/// <param name="Original">Path of its original under <c>data</c>; null when that is not in it.</param>
/// <param name="Derivative">Path of the picture written anew, or null.</param>
/// <param name="DerivativeSha256">Its hash.</param>
/// <param name="Transcript">Path of the written text, or null.</param>
internal sealed record BundledExhibit(string? Original, string? Derivative, string? DerivativeSha256, string? Transcript);
