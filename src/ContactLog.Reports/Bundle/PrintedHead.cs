using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace ContactLog.Reports.Bundle;

/// <summary>
/// Looks for one hash in the pages of PDFs as this program writes them, as they come in. The letters of a page are numbers of
/// drawings; a list in the file says which letter each stands for. The hash is there when 64 numbers in a row of one font
/// stand for it. Whoever makes a PDF by hand can make it say anything: this finds the report of another record or of another
/// state of it.
/// </summary>
internal sealed partial class PrintedHead(string hash)
{
    private const int MostHeader = 16 * 1024;
    private const int MostPacked = 8 << 20;
    private const int MostUnpacked = 32 << 20;
    private const long MostInAll = 1L << 30;
    private const string Begins = "BT/F";
    private static ReadOnlySpan<byte> Marker => "stream\n"u8;

    private readonly List<byte> _header = [];
    private readonly Dictionary<int, List<int>> _codes = [];
    private readonly List<Dictionary<int, char>> _found = [];
    private MemoryStream? _packed;
    private long _left;
    private long _unpacked;

    /// <summary>True when it was printed in what came so far.</summary>
    public bool IsThere { get; private set; }

    /// <summary>Begins another file.</summary>
    public void Begin()
    {
        _header.Clear();
        _codes.Clear();
        _found.Clear();
        (_packed, _left) = (null, 0);
    }

    /// <summary>Takes the next bytes of a file.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && !IsThere)
        {
            if (_left > 0)
            {
                var length = (int)Math.Min(_left, bytes.Length);
                _packed?.Write(bytes[..length]);
                bytes = bytes[length..];
                if ((_left -= length) == 0 && _packed is not null)
                {
                    Unpack(_packed);
                    _packed = null;
                }

                continue;
            }

            var line = bytes.IndexOf((byte)'\n') is >= 0 and var at ? at + 1 : bytes.Length;
            _header.AddRange(bytes[..line]);
            bytes = bytes[line..];
            if (_header.Count > MostHeader)
            {
                _header.RemoveRange(0, _header.Count - (MostHeader / 2));
            }

            if (_header.Count >= Marker.Length && System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_header)[^Marker.Length..].SequenceEqual(Marker))
            {
                BeginStream(Encoding.Latin1.GetString([.. _header]));
                _header.Clear();
            }
        }
    }

    private void BeginStream(string header)
    {
        // Pages and lists of letters have no entries of their own; pictures, fonts and packed objects have.
        if (Header().Match(header) is { Success: true } match && long.TryParse(match.Groups["length"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out _left))
        {
            _packed = match.Groups["plain"].Success && _left <= MostPacked ? new() : null;
        }
    }

    private void Unpack(MemoryStream packed)
    {
        packed.Position = 0;
        using var content = new MemoryStream();
        try
        {
            using var inflate = new ZLibStream(packed, CompressionMode.Decompress);
            var buffer = new byte[64 * 1024];
            int read;
            while (content.Length < MostUnpacked && (read = inflate.Read(buffer)) > 0)
            {
                content.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return;
        }

        if ((_unpacked += content.Length) > MostInAll)
        {
            // A page of a report has some ten thousand bytes: this was made to keep us busy.
            throw new BundleWrongException("bundle.too-much");
        }

        var text = Encoding.Latin1.GetString(content.GetBuffer(), 0, (int)content.Length);
        if (text.StartsWith("/CIDInit", StringComparison.Ordinal))
        {
            TakeLetters(text);
        }
        else
        {
            TakePage(text);
        }
    }

    private void TakeLetters(string text)
    {
        var letters = new Dictionary<int, string>();
        foreach (Match match in Letter().Matches(text))
        {
            letters[Convert.ToInt32(match.Groups["code"].Value, 16)] = match.Groups["text"].Value;
        }

        IsThere |= _found.Exists(codes => codes.All(code => letters.GetValueOrDefault(code.Key) == ((int)code.Value).ToString("X4", CultureInfo.InvariantCulture)));
    }

    private void TakePage(string text)
    {
        for (var at = text.IndexOf(Begins, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Begins, at, StringComparison.Ordinal))
        {
            at += Begins.Length;
            var end = text.IndexOf("ET\n", at, StringComparison.Ordinal) is >= 0 and var there ? there : text.Length;
            TakeText(text.AsSpan(at, end - at));
        }

        foreach (var codes in _codes.Values)
        {
            for (var from = 0; from + hash.Length <= codes.Count; from++)
            {
                Look(codes, from);
            }

            codes.RemoveRange(0, Math.Max(0, codes.Count - hash.Length + 1));
        }
    }

    /// <summary>Takes what is drawn in one go: the number of the font, and then numbers of letters between angle brackets.</summary>
    private void TakeText(ReadOnlySpan<char> text)
    {
        var space = text.IndexOf(' ');
        if (space < 0 || !int.TryParse(text[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var font))
        {
            return;
        }

        // A hash may be parted by the end of a line or a page: the numbers of a font go on.
        var codes = _codes.TryGetValue(font, out var known) ? known : _codes[font] = [];
        for (var open = text.IndexOf('<'); open >= 0; open = text.IndexOf('<'))
        {
            text = text[(open + 1)..];
            for (; text.Length >= 4 && int.TryParse(text[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code); text = text[4..])
            {
                codes.Add(code);
            }
        }
    }

    /// <summary>Keeps what each number would stand for, where 64 in a row can be the hash.</summary>
    private void Look(List<int> codes, int from)
    {
        Span<int> byLetter = stackalloc int[16];
        byLetter.Fill(-1);
        for (var at = 0; at < hash.Length; at++)
        {
            var (code, letter) = (codes[from + at], char.IsAsciiDigit(hash[at]) ? hash[at] - '0' : hash[at] - 'a' + 10);
            if (byLetter[letter] != code && (byLetter[letter] >= 0 || byLetter.Contains(code)))
            {
                return;
            }

            byLetter[letter] = code;
        }

        var letters = new Dictionary<int, char>();
        for (var at = 0; at < hash.Length; at++)
        {
            letters[codes[from + at]] = hash[at];
        }

        _found.Add(letters);
    }

    [GeneratedRegex(@"(obj\n<<(?<plain>/Filter/FlateDecode))?/Length (?<length>[0-9]{1,12})>>\nstream\n$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Header();

    [GeneratedRegex("<(?<code>[0-9A-F]{4})> <(?<text>[0-9A-F]+)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Letter();
}
