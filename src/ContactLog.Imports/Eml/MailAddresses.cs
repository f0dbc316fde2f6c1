using System.Text;
using ContactLog.Imports.Mime;
using ContactLog.Imports.Numbers;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Eml;

/// <summary>
/// The addresses of a From, To or Cc line. Takes what the framework refuses and what is in use: two dots, no host, brackets inside
/// names. The structure is read before encoded words are: a name cannot smuggle in an address.
/// </summary>
internal static class MailAddresses
{
    private const int Most = 200;
    private const int LongestName = 200;

    /// <summary>The addresses in order, as people that can be compared.</summary>
    public static List<Peer> Read(IEnumerable<string> headers)
    {
        var peers = new List<Peer>();
        foreach (var header in headers)
        {
            One(header, peers);
        }

        return peers;
    }

    /// <summary>An address as it is compared: whole and in small letters.</summary>
    public static string ForMatching(string address) => VisibleText.ForMatching(address).ToLowerInvariant();

    private static void One(string header, List<Peer> peers)
    {
        var name = new StringBuilder();
        string? angle = null;
        var unclosed = false;
        var isAddress = false;
        for (var i = 0; i <= header.Length && peers.Count < Most; i++)
        {
            var c = i < header.Length ? header[i] : ',';
            switch (c)
            {
                case '"':
                    i = Quoted(header, i, name, ref isAddress);
                    break;
                case '(' when !unclosed:
                    i = Comment(header, i, out unclosed);
                    break;
                case '<':
                    var close = header.IndexOf('>', i);
                    close = close < 0 ? header.Length : close;
                    // Only the last pair counts: "a <b> <c@d>".
                    angle = header[Math.Min(i + 1, header.Length)..close];
                    i = close;
                    break;
                case ':' when angle is null && !isAddress:
                    // "undisclosed-recipients:;" and other groups: their name is no address.
                    name.Clear();
                    break;
                case ',' or ';':
                    Add(name.ToString(), angle, peers);
                    name.Clear();
                    angle = null;
                    isAddress = false;
                    break;
                default:
                    isAddress |= c == '@';
                    name.Append(c);
                    break;
            }
        }
    }

    private static void Add(string name, string? angle, List<Peer> peers)
    {
        var bare = name.Trim();
        var address = (angle ?? bare).Trim();
        // A route, "@a,@b:c@d", long out of use.
        address = angle is not null && address.StartsWith('@') && address.LastIndexOf(':') is >= 0 and var colon ? address[(colon + 1)..] : address;
        address = address.Contains('(', StringComparison.Ordinal) ? WithoutComments(address) : address;
        if (address.Length == 0 && bare.Length == 0)
        {
            return;
        }

        var written = PlainText.Line(HeaderText.Decode(address.Length > 0 ? address : bare), 320);
        var label = angle is null ? null : PlainText.Line(HeaderText.Decode(bare), LongestName);
        peers.Add(new Peer(ForMatching(written), written.Contains('@', StringComparison.Ordinal) ? PeerKind.Email : PeerKind.Name, written, label is "" ? null : label));
    }

    // "pete(his account)@silly.test": comments may stand anywhere.
    private static string WithoutComments(string address)
    {
        var kept = new StringBuilder();
        var depth = 0;
        foreach (var c in address)
        {
            depth += c == '(' ? 1 : 0;
            kept.Append(depth == 0 && !char.IsWhiteSpace(c) ? c.ToString() : "");
            depth -= c == ')' && depth > 0 ? 1 : 0;
        }

        return kept.ToString();
    }

    private static int Quoted(string header, int at, StringBuilder name, ref bool isAddress)
    {
        for (var i = at + 1; i < header.Length; i++)
        {
            if (header[i] == '"')
            {
                return i;
            }

            i += header[i] == '\\' && i + 1 < header.Length ? 1 : 0;
            isAddress |= header[i] == '@';
            name.Append(header[i]);
        }

        return header.Length;
    }

    // What is never closed is no comment, and is not looked for again.
    private static int Comment(string header, int at, out bool unclosed)
    {
        unclosed = false;
        var depth = 0;
        for (var i = at; i < header.Length; i++)
        {
            depth += header[i] == '(' ? 1 : header[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }

            i += header[i] == '\\' && i + 1 < header.Length ? 1 : 0;
        }

        unclosed = true;
        return at;
    }
}
