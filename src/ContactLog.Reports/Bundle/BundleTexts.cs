using System.Globalization;
using System.Text;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Record;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Redaction;

namespace ContactLog.Reports.Bundle;

/// <summary>The texts of a bundle for people: how to check it, what can be said of how it was made, and written exhibits.</summary>
internal static class BundleTexts
{
    /// <summary>How to check the bundle with public tools alone.</summary>
    public static byte[] Verify(BundleFacts facts)
    {
        var (example, originals) = ("", "");
        if (facts.Original is { } original)
        {
            var (path, said) = (original.Path, SealedList.FileEntryPath(original.Seq, original.Number));
            example = $"""
                   Linux:
                      sha256sum ../{path} {said}

                   macOS:
                      shasum -a 256 ../{path} {said}

                   Windows:
                      (Get-FileHash -Algorithm SHA256 ../{path}, {said}).Hash.ToLower()

                   The first hash is in {said}, the second in {SealedList.EntryPath(original.Seq)}.


                """;
            // An original is bound to the record through its file entry alone: whoever swaps one can make every list of the bundle anew.
            originals = """
                      for f in fields/*.file*.txt; do n=$(basename "$f" .txt)
                      for x in ../exhibits/*_"${n%.file*}.${n#*.file}".*; do [ ! -e "$x" ] ||
                      echo "$(sed -n 's/^sha256: //p' "$f")  $x"; done; done |
                      sha256sum --quiet -c && echo "originals match"

                """;
        }

        return Filled("VERIFY.txt", facts,
            ("{field}", SealedList.FieldPath(facts.Text.Seq, facts.Text.Name)),
            ("{field-entry}", SealedList.EntryPath(facts.Text.Seq)),
            ("{exhibit}", example),
            ("{originals}", originals),
            ("{match}", facts.Original is null ? "\"texts match\"" : "\"texts match\" and \"originals match\""),
            ("{shown}", facts.Original is null ? "these words" : "these words and files"),
            ("{back}", Back(facts) is { } back ? $"\n\n{back}" : ""),
            ("{stamps}", StampParts.HowTo(facts.Seals, facts.Entries)),
            ("{variant}", facts.IsService
                ? "This is the copy for service. It holds the report, the tables, pictures written anew, and\nof the record every entry but only those texts from which nothing was removed. Originals\nare not in it, and neither are their hashes, by which likely texts could be tried; but a\npicture from which nothing had to be removed may have come out as the same bytes. For each\nfile data/index.csv has the hash of its file entry, which stands in the record, too."
                : "This is the copy for a lawyer. It holds the report, the tables, the originals, and of the\nrecord every entry and every text of what the report includes."));
    }

    /// <summary>
    /// Facts for someone who may have to sign a certificate of how the copy was made (Federal Rules of Evidence 902(13) and
    /// (14)). Unsigned; claims nothing.
    /// </summary>
    public static byte[] Facts(BundleFacts facts)
    {
        var tells = facts.Profile.TellsOfOriginals();
        return Filled("CERTIFICATION_FACTS.txt", facts,
            ("{report}", facts.ReportId),
            ("{variant}", facts.Variant),
            ("{program}", facts.Program),
            ("{made}", Text(facts.Made)),
            ("{first}", Text(facts.Recorded[0])),
            ("{last}", Text(facts.Recorded[^1])),
            ("{back}", Back(facts) is { } back ? $"\n\n{back}" : ""),
            ("{exhibits}", facts.Exhibits.ToString(CultureInfo.InvariantCulture)),
            ("{known}", tells ? "with SHA-256, size and time of arrival" : "with the SHA-256 of its file entry and time of arrival"),
            ("{hashes}", tells ? "names both hashes." : "names the hash of each."),
            ("{redactions}", facts.Redactions.ToString(CultureInfo.InvariantCulture)));

        static string Text(NodaTime.Instant instant) => NodaTime.Text.InstantPattern.General.Format(instant);
    }

    /// <summary>Where the recorded times run backwards; null where they do not.</summary>
    private static string? Back(BundleFacts facts)
    {
        var steps = ClockStep.In(facts.Recorded);
        return steps.Count == 0 ? null : "The recorded times run backwards. A clock set back does that; so does a record written anew\nin another order. That alone decides nothing. Recorded earlier than an entry before:\n"
            + string.Join('\n', steps.Select(step => string.Create(CultureInfo.InvariantCulture,
                $"   entry {step.Seq}, {NodaTime.Text.InstantPattern.General.Format(step.Recorded)}, after entry {step.Before}, {NodaTime.Text.InstantPattern.General.Format(step.BeforeRecorded)}")));
    }

    /// <summary>What is written of an exhibit: its transcript and translation, and by whom.</summary>
    /// <param name="exhibit">The exhibit, as the copy tells it.</param>
    /// <param name="tellsOfOriginals">False in a copy that keeps originals and their hashes back.</param>
    public static byte[] Transcript(Exhibit exhibit, bool tellsOfOriginals)
    {
        var text = new StringBuilder();
        foreach (var (part, by) in new[] { ("transcript", "transcript-by"), ("translation", "translation-by") })
        {
            if (exhibit[part] is { } written)
            {
                text.Append(exhibit.Label).Append(", ").Append(part).Append(exhibit[by] is { } maker ? " by " + maker : "").Append('\n')
                    .Append(tellsOfOriginals ? "sha256 of the original: " : "sha256 of its file entry: ").Append((tellsOfOriginals ? exhibit.File.Entry.Sha256 : exhibit.File.Committed).Hex).Append("\n\n").Append(written).Append("\n\n");
            }
        }

        return Encoding.UTF8.GetBytes(Brackets.Plain(text.ToString()));
    }

    private static byte[] Filled(string name, BundleFacts facts, params (string Place, string Value)[] places)
    {
        using var stream = typeof(BundleTexts).Assembly.GetManifestResourceStream("ContactLog.Reports.Bundle." + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        foreach (var (place, value) in places.Concat(
        [
            ("{folder}", facts.FolderName),
            ("{list}", SealedList.Name(facts.Entries)),
            ("{entries}", facts.Entries.ToString(CultureInfo.InvariantCulture)),
            ("{head}", facts.Head.Hex),
        ]))
        {
            text = text.Replace(place, value.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        }

        return Encoding.UTF8.GetBytes(text);
    }
}
