using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Domain.Evidence;
using ContactLog.Domain.Language;
using ContactLog.Domain.Redactions;
using ContactLog.Reports.Building;

namespace ContactLog.Reports.Redaction;

/// <summary>What became of a file whose text could be printed.</summary>
/// <param name="Text">The text as it is printed; null where it is kept back.</param>
/// <param name="IsCut">There is more in the file than is printed.</param>
/// <param name="IsBroken">The original could not be read: whoever writes the report opens it again, and fails as with a picture.</param>
internal sealed record PrintedText(string? Text, bool IsCut, bool IsBroken = false);

/// <summary>
/// Files that are nothing but text (a note, a saved message, an e-mail) as text for the report. What such a file says is taken from its bytes
/// and never from its name; it is bounded; and where anything in it would have to be removed, none of it is printed: a removal
/// in a file would stand in no list of removals.
/// </summary>
internal sealed partial class TextFiles
{
    /// <summary>A longer file is a log or an export, not a page of evidence.</summary>
    private const int MostBytes = 256 * 1024;

    private const int MostCharacters = 12_000;

    // Attachments of an e-mail: many full lines of nothing but signs of base64.
    private const int LeastCoded = 60;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] s_heads = ["From:", "Received:", "Return-Path:", "Delivered-To:", "MIME-Version:", "Message-ID:", "X-", "DKIM-Signature:", "ARC-", "To:", "Sent:", "Subject:", "Date:", "Cc:", "An:", "Von:", "De:", "Para:", "Enviado:"];

    private readonly ReportSource _source;
    private readonly Words _words;

    private readonly Lazy<Func<string, bool>> _removes;

    private TextFiles(ReportSource source, Words words)
    {
        (_source, _words) = (source, words);
        // Once for all files: finding what is protected goes through the whole case.
        _removes = new(() => CaseRedactor.Remover(source.Case, source.Options, words));
    }

    /// <summary>Reads the texts of a report's exhibits; null for a file that is no text, or an export in which other people's messages stand.</summary>
    public static Func<Exhibit, PrintedText?> Reader(ReportSource source, Words words) => new TextFiles(source, words).Read;

    private PrintedText? Read(Exhibit exhibit)
    {
        if (exhibit.Media != MediaKind.Unknown || exhibit.IsExport || exhibit.File.Entry.Size is 0 or > MostBytes)
        {
            return null;
        }

        byte[] bytes;
        try
        {
            using var stream = _source.OpenPicture(exhibit);
            bytes = PictureRedactor.ReadAll(stream);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The page of choices shows the report without writing it: one broken file must not take that page from her.
            return new(null, IsCut: false, IsBroken: true);
        }

        if (Decoded(bytes) is not { } text)
        {
            return null;
        }

        // The heads of an e-mail say through which machines it went and under which address she reads it.
        var isLawyer = _source.Options.Profile == RedactionProfile.LawyerFull;
        if ((!isLawyer && (IsMail(text) || Coded().IsMatch(text))) || _removes.Value(text))
        {
            return new(null, IsCut: false);
        }

        var shown = WithoutCode(text);
        var isCut = shown.Length > MostCharacters;
        return new(UserText.Visible(isCut ? Cut(shown) : shown), isCut);
    }

    /// <summary>The text of a file that is nothing but text: UTF-8, or UTF-16 that says so, without control characters. Null for anything else.</summary>
    public static string? Decoded(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        try
        {
            var text = bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true).GetString(bytes.AsSpan(2))
                : bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true).GetString(bytes.AsSpan(2))
                : s_utf8.GetString(bytes).TrimStart('\uFEFF');
            return string.IsNullOrWhiteSpace(text) || text.Any(sign => char.IsControl(sign) && sign is not ('\t' or '\r' or '\n' or '\f')) ? null : text.ReplaceLineEndings("\n").Replace('\f', '\n');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Markup, escapes and lines of base64: a kept-back address that is written "12&nbsp;Elm&nbsp;Street" is found by nobody who looks for its words, and read by everybody.
    [GeneratedRegex(@"&(?:#\w+|[A-Za-z]+);|\\u[0-9A-Fa-f]{4}|\\[nrt]|%[0-9A-Fa-f]{2}|=[0-9A-F]{2}|=$|<[A-Za-z/!][^>]*>|^[A-Za-z0-9+/]{40,}=*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Coded();

    private static bool IsMail(string text) => text.Split('\n', 12) is var lines
        && lines.Take(10).Count(line => Array.Exists(s_heads, head => line.StartsWith(head, StringComparison.OrdinalIgnoreCase))) >= 2;

    /// <summary>What is coded for machines says nothing on paper: how many lines it has is said in its place.</summary>
    private string WithoutCode(string text)
    {
        var lines = new List<string>();
        var coded = 0;
        foreach (var line in text.Split('\n').Append(""))
        {
            if (line.Length >= LeastCoded && line.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '+' or '/' or '='))
            {
                coded++;
                continue;
            }

            if (coded > 0)
            {
                lines.Add(_words.Count("report.exhibit.text.coded", coded));
                coded = 0;
            }

            lines.Add(line);
        }

        return string.Join('\n', lines).TrimEnd();
    }

    /// <summary>The beginning, not in the middle of a sign.</summary>
    private static string Cut(string text) => text[..(char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)];
}
