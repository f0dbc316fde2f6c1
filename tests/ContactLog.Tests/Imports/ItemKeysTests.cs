using ContactLog.Imports;
using ContactLog.Imports.Numbers;
using NodaTime;

namespace ContactLog.Tests.Imports;

/// <summary>
/// Keys are kept with every imported entry: one that came out differently after a change of the program would add a backup's messages
/// a second time. These were worked out by another program from the rule alone: SHA-256 over the parts, each after its length in UTF-8 as
/// four bytes, lowest first; the first 16 bytes.
/// </summary>
public sealed class ItemKeysTests
{
    private static readonly Instant s_at = Instant.FromUnixTimeMilliseconds(1512226167463);
    private static readonly Peer s_number = new("+15550001234", PeerKind.Phone, "(555) 000-1234", "Sam");

    [Fact]
    public void They_are_the_same_as_ever()
    {
        var keys = new ItemKeys();
        Assert.Equal(("ccbafea74a5f23f2f836f537ce5aeeab", 1), keys.For(FoundKind.Text, Direction.Incoming, FoundState.Received, s_number, s_at, null, ["Where are you? \ud83d\ude00", ""]));
        Assert.Equal(("24a5a617a5734c5c70f626cf4a46f597", 1), keys.For(FoundKind.Call, Direction.Incoming, FoundState.Missed, s_number, s_at, null, []));
        Assert.Equal(("d823844abaebd1b700d5460e681116b5", 1), keys.For(FoundKind.Text, Direction.Outgoing, FoundState.Sent, new Peer("12345", PeerKind.Exact, "12345"), null, null, ["schön"]));
        Assert.Equal(("bd62f4d5e19cd56e0ade1d45acfe62d9", 1), keys.For(FoundKind.Text, Direction.Incoming, FoundState.Received, new Peer("R. Placeholder", PeerKind.Name, "R. Placeholder"), s_at, new LocalDateTime(2026, 4, 3, 9, 5), ["x"]));

        // Two equal messages at one moment are two; the name she gave the number and the country it was written in change nothing.
        Assert.Equal(("ccbafea74a5f23f2f836f537ce5aeeab", 2), keys.For(FoundKind.Text, Direction.Incoming, FoundState.Sent, new Peer("5550001234", PeerKind.Phone, "555 000 1234"), s_at, null, ["Where are you? \ud83d\ude00", ""]));
    }
}
