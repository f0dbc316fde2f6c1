using System.Globalization;
using System.Text;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Record;
using ContactLog.Reports.Redaction;

namespace ContactLog.Reports.Bundle;

/// <summary>The texts of a bundle for people: how to check it, what can be said of how it was made, and written exhibits.</summary>
internal static class BundleTexts
{
    /// <summary>How to check the bundle with public tools alone.</summary>
    public static byte[] Verify(BundleModel model, BundleContents contents, IEnumerable<BundledExhibit> exhibits)
    {
        var shown = model.Case.Entries.SelectMany(entry => entry.FieldFiles.Keys.Where(name => contents.WhyWithout(entry, name) is null).Select(name => (entry.Seq, Name: name)))
            .OrderByDescending(field => field.Name == "narrative").ThenBy(field => field.Seq).ThenBy(field => field.Name, StringComparer.Ordinal).First();
        var paths = exhibits.Select(one => one.Original).ToHashSet();
        var exhibit = contents.Exhibits.FirstOrDefault(exhibit => paths.Contains(BundleWriter.ExhibitPath(exhibit)));
        var (example, originals) = ("", "");
        if (exhibit is not null)
        {
            var (path, said) = (BundleWriter.ExhibitPath(exhibit), SealedList.FileEntryPath(exhibit.File.Seq, exhibit.File.Number));
            example = $"""
                   Linux:
                      sha256sum ../{path} {said}

                   macOS:
                      shasum -a 256 ../{path} {said}

                   Windows:
                      (Get-FileHash -Algorithm SHA256 ../{path}, {said}).Hash.ToLower()

                   The first hash is in {said}, the second in {SealedList.EntryPath(exhibit.File.Seq)}.


                """;
            // An original is bound to the record through its file entry alone: whoever swaps one can make every list of the bundle anew.
            originals = """
                      for f in fields/*.file*.txt; do n=$(basename "$f" .txt)
                      for x in ../exhibits/*_"${n%.file*}.${n#*.file}".*; do [ ! -e "$x" ] ||
                      echo "$(sed -n 's/^sha256: //p' "$f")  $x"; done; done |
                      sha256sum --quiet -c && echo "originals match"

                """;
        }

        return Filled("VERIFY.txt", model,
            ("{field}", SealedList.FieldPath(shown.Seq, shown.Name)),
            ("{field-entry}", SealedList.EntryPath(shown.Seq)),
            ("{exhibit}", example),
            ("{originals}", originals),
            ("{match}", exhibit is null ? "\"texts match\"" : "\"texts match\" and \"originals match\""),
            ("{shown}", exhibit is null ? "these words" : "these words and files"),
            ("{back}", Back(model) is { } back ? $"\n\n{back}" : ""),
            ("{stamps}", StampParts.HowTo([.. model.Seals.All], model.Case.Entries.Count)),
            ("{variant}", contents.IsService
                ? "This is the copy for service. It holds the report, the tables, pictures written anew, and\nof the record every entry but only those texts from which nothing was removed. Originals\nare not in it, and neither are their hashes, by which likely texts could be tried. For each\nfile data/index.csv has the hash of its file entry, which stands in the record, too."
                : "This is the copy for a lawyer. It holds the report, the tables, the originals, and of the\nrecord every entry and every text of what the report includes."));
    }

    /// <summary>
    /// Facts for someone who may have to sign a certificate of how the copy was made (Federal Rules of Evidence 902(13) and
    /// (14)). Unsigned; claims nothing.
    /// </summary>
    public static byte[] Facts(BundleModel model, BundleContents contents)
    {
        var entries = model.Case.Entries;
        return Filled("CERTIFICATION_FACTS.txt", model,
            ("{report}", model.ReportId),
            ("{variant}", contents.Variant),
            ("{program}", model.ProgramVersion),
            ("{made}", Text(model.Made)),
            ("{first}", Text(entries[0].Recorded)),
            ("{last}", Text(entries[^1].Recorded)),
            ("{back}", Back(model) is { } back ? $"\n\n{back}" : ""),
            ("{exhibits}", contents.Exhibits.Count().ToString(CultureInfo.InvariantCulture)),
            ("{known}", contents.TellsOfOriginals ? "with SHA-256, size and time of arrival" : "with the SHA-256 of its file entry and time of arrival"),
            ("{hashes}", contents.TellsOfOriginals ? "names both hashes." : "names the hash of each."),
            ("{redactions}", contents.Removals.Sum(one => one.Places).ToString(CultureInfo.InvariantCulture)));

        static string Text(NodaTime.Instant instant) => NodaTime.Text.InstantPattern.General.Format(instant);
    }

    /// <summary>Where the recorded times run backwards; null where they do not.</summary>
    private static string? Back(BundleModel model)
    {
        var steps = ClockStep.In(model.Case.Entries.Select(entry => entry.Recorded));
        return steps.Count == 0 ? null : "The recorded times do not all follow the order of the entries, because the server's clock\nwas set back. The order is that of the hashes. Recorded earlier than an entry before:\n"
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

    private static byte[] Filled(string name, BundleModel model, params (string Place, string Value)[] places)
    {
        using var stream = typeof(BundleTexts).Assembly.GetManifestResourceStream("ContactLog.Reports.Bundle." + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        foreach (var (place, value) in places.Concat(
        [
            ("{folder}", model.FolderName),
            ("{list}", SealedList.Name(model.Case.Entries.Count)),
            ("{entries}", model.Case.Entries.Count.ToString(CultureInfo.InvariantCulture)),
            ("{head}", model.Case.Head.Hex),
        ]))
        {
            text = text.Replace(place, value.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        }

        return Encoding.UTF8.GetBytes(text);
    }
}
