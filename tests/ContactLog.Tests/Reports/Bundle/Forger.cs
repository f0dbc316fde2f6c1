using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Domain.Record;
using ContactLog.Reports.Pdf.Syntax;

namespace ContactLog.Tests.Reports.Bundle;

/// <summary>What somebody does who knows the format: what is changed is made to fit again in everything that only needs to be computed anew.</summary>
internal static class Forger
{
    /// <summary>A PDF that prints a hash as our reports do, and nothing else.</summary>
    public static byte[] Printing(string hash)
    {
        var letters = hash.Distinct().ToList();
        var codes = string.Concat(hash.Select(letter => (letters.IndexOf(letter) + 1).ToString("X4", System.Globalization.CultureInfo.InvariantCulture)));
        using var pdf = new MemoryStream();
        using (var file = new PdfFile(pdf))
        {
            // As where a line ends in it.
            file.PutCompressed("", Encoding.ASCII.GetBytes($"BT/F5 9 Tf 1 1 Td [<{codes[..160]}>]TJ ET\nBT/F1 9 Tf 1 1 Td [<0001>]TJ ET\nBT/F5 9 Tf 1 1 Td [<{codes[160..]}>]TJ ET\n"));
            file.PutCompressed("", Encoding.ASCII.GetBytes("/CIDInit\n" + string.Concat(letters.Select((letter, at) => $"<{at + 1:X4}> <{(int)letter:X4}>\n"))));
            file.Finish(0, 0);
        }

        return pdf.ToArray();
    }

    /// <summary>Makes the chain of entries, the list and the hash of the last entry anew.</summary>
    public static void Rehash(Dictionary<string, byte[]> files)
    {
        var (prev, log) = (Digest.None, new StringBuilder());
        var entries = files.Keys.Where(name => name.StartsWith("data/log/entries/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        foreach (var (at, name) in entries.Index())
        {
            files[name] = Encoding.ASCII.GetBytes(Regex.Replace(Encoding.ASCII.GetString(files[name]), "(?m)^prev: .*$", "prev: " + prev.Hex));
            prev = Digest.Of(files[name]);
            log.Append(SealedList.Line(at + 1, prev));
        }

        foreach (var list in files.Keys.Where(name => name.StartsWith("data/log/LOG-", StringComparison.Ordinal)).ToList())
        {
            files.Remove(list);
        }

        files["data/log/" + SealedList.Name(entries.Count)] = Encoding.ASCII.GetBytes(log.ToString());
        var info = Regex.Replace(Encoding.UTF8.GetString(files["bag-info.txt"]), "Record-Head: .*", "Record-Head: " + prev.Hex);
        var before = Regex.Match(Encoding.UTF8.GetString(files["bag-info.txt"]), "Record-Head: (.*)").Groups[1].Value;
        files["bag-info.txt"] = Encoding.UTF8.GetBytes(Regex.Replace(info, "Record-Entries: .*", $"Record-Entries: {entries.Count}"));
        foreach (var name in (string[])["VERIFY.txt", "CERTIFICATION_FACTS.txt", "data/index.json"])
        {
            Say(files, name, before, prev.Hex);
        }
    }

    /// <summary>Puts other words in the place of some in a file; they must be there.</summary>
    public static void Say(Dictionary<string, byte[]> files, string name, string what, string instead)
    {
        var text = Encoding.UTF8.GetString(files[name]);
        Assert.Contains(what, text, StringComparison.Ordinal);
        files[name] = Encoding.UTF8.GetBytes(text.Replace(what, instead, StringComparison.Ordinal));
    }
}
