using System.Text;
using System.Text.Json;
using ContactLog.Data.Sealing;

namespace ContactLog.Data.Accounts;

/// <summary>Where a sign-in came from, in words she can recognise: a browser and a network address.</summary>
/// <param name="Browser">For example "Firefox, Android"; empty when the browser says nothing.</param>
/// <param name="Address">The network address; empty when there is none.</param>
public sealed record Place(string Browser, string Address)
{
    /// <summary>A place nobody can name.</summary>
    public static Place Unknown { get; } = new("", "");

    /// <summary>Under the server's seal: a stolen database does not tell where she was.</summary>
    internal byte[] Seal(OuterSeal outer, Guid userId) =>
        outer.SealForServer(Purpose(userId), JsonSerializer.SerializeToUtf8Bytes(this));

    internal static Place Open(OuterSeal outer, Guid userId, byte[] blob)
    {
        try
        {
            return JsonSerializer.Deserialize<Place>(Encoding.UTF8.GetString(outer.OpenForServer(Purpose(userId), blob))) ?? Unknown;
        }
        catch (SealBrokenException)
        {
            // A list of sign-ins with one unreadable line is worth more to her than no list.
            return Unknown;
        }
    }

    private static string Purpose(Guid userId) => "place-" + Aad.Id(userId);
}
