using System.Security.Cryptography;

namespace ContactLog.Data.Sealing;

/// <summary>
/// Something sealed could not be opened: a flipped bit, a swapped row, another key, or a version that is not known.
/// The message names what was being opened, never a byte of it, and never which check failed:
/// the difference between them is what an attacker with a running server would ask for.
/// </summary>
public sealed class SealBrokenException : CryptographicException
{
    /// <summary>Says what could not be opened.</summary>
    public SealBrokenException(string what)
        : base($"{what} could not be opened.")
    {
    }

    /// <summary>Says what could not be opened and keeps the cause for a debugger.</summary>
    public SealBrokenException(string what, Exception cause)
        : base($"{what} could not be opened.", cause)
    {
    }

    /// <summary>For serializers and analyzers; says nothing.</summary>
    public SealBrokenException()
        : this("Something sealed")
    {
    }
}
