using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ContactLog.Data.Sealing;
using ContactLog.Domain.Items;
using ContactLog.Domain.Record;
using ContactLog.Domain.Sharing;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Data.Sharing;

/// <summary>What she decided about somebody: who, as what, how much, until when. Sealed under the case key.</summary>
public sealed record ShareTerms
{
    internal const string SealName = "@terms";

    private const string UntilFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>What she calls the person; the name under which their exports stand in the record.</summary>
    public required string Person { get; init; }

    /// <summary>Role and scope.</summary>
    public required CaseScope Scope { get; init; }

    /// <summary>Days of access, from being confirmed; at most <see cref="MostDays"/>.</summary>
    public required int Days { get; init; }

    /// <summary>SHA-256 of the public key that was confirmed, in hexadecimal; empty before that.</summary>
    public string Key { get; init; } = "";

    /// <summary>The organisation through which the access is held, as it was confirmed; null for none.</summary>
    public string? Organisation { get; init; }

    /// <summary>The longest time for which access can be given at once.</summary>
    public const int MostDays = 365;

    /// <summary>The digest of a public key as terms and record name it.</summary>
    public static string DigestOf(ReadOnlySpan<byte> publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    /// <summary>
    /// Until when an entry of the record gives access by these terms; null when it says other ones. The terms lie in a row, sealed under the case key, which
    /// everybody holds who was let in: with the server's secret, one of them could seal wider ones for themselves.
    /// </summary>
    /// <param name="entry">The entry that lets them in, or gives more time.</param>
    /// <param name="memberId">The grant.</param>
    public DateTimeOffset? RecordedUntil(OpenedEntry entry, Guid memberId)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return DateTimeOffset.TryParseExact(entry["until"], UntilFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            && ToFields(memberId, until).All.SequenceEqual(entry.FieldFiles.All.Where(field => field.Key != "actor").Select(field => KeyValuePair.Create(field.Key, field.Value.Text)))
            ? until : null;
    }

    /// <summary>
    /// What stands for terms that somebody changed in the database. Nothing is read by them and no key is given, and they keep the owner from nothing: one
    /// changed row must not take the page from her on which she ends the access of everybody.
    /// </summary>
    public static ShareTerms Unreadable { get; } = new() { Person = "?", Days = 1, Scope = new CaseScope { Role = ShareRole.Witness } };

    /// <summary>Somebody changed them in the database.</summary>
    public bool IsUnreadable => ReferenceEquals(this, Unreadable);

    internal byte[] Seal(CaseKey key, Guid id) => key.SealField(id, SealName, 1, JsonSerializer.SerializeToUtf8Bytes(Flat.Of(this)));

    /// <summary>Opens them; <see cref="Unreadable"/> where they were changed.</summary>
    internal static ShareTerms Open(CaseKey key, int epoch, Guid id, byte[] blob)
    {
        try
        {
            return JsonSerializer.Deserialize<Flat>(key.At(epoch).OpenField(id, SealName, 1, blob))!.ToTerms();
        }
        catch (SealBrokenException)
        {
            return Unreadable;
        }
    }

    /// <summary>The terms as the record keeps them.</summary>
    internal FieldSet ToFields(Guid memberId, DateTimeOffset until)
    {
        var fields = FieldSet.Empty
            .With("grant", memberId.ToString("N"))
            .With("person", Person)
            .With("role", Scope.Role.ToString().ToLowerInvariant())
            .With("until", until.UtcDateTime.ToString(UntilFormat, CultureInfo.InvariantCulture))
            .With("details", Scope.WithDetails ? "yes" : "no")
            .With("key", Key);
        fields = Organisation is { } organisation ? fields.With("organisation", organisation) : fields;
        fields = Scope.From is { } from ? fields.With("from", LocalDatePattern.Iso.Format(from)) : fields;
        fields = Scope.To is { } to ? fields.With("to", LocalDatePattern.Iso.Format(to)) : fields;
        fields = Scope.Kinds.Count > 0 ? fields.With("kinds", string.Join('\n', Scope.Kinds)) : fields;
        fields = Scope.Impact.Count > 0 ? fields.With("impact", string.Join('\n', Scope.Impact)) : fields;
        return Scope.Picked.Count > 0 ? fields.With("picked", string.Join('\n', Scope.Picked)) : fields;
    }

    // What is stored: plain values, so that a change of a type elsewhere cannot change what an old row means.
    private sealed record Flat(
        string Person, string Role, string? From, string? To, IReadOnlyList<string> Kinds, bool Details, IReadOnlyList<int> Impact, IReadOnlyList<int> Picked, int Days, string Key,
        string? Organisation = null)
    {
        public static Flat Of(ShareTerms terms) => new(
            terms.Person, terms.Scope.Role.ToString(), Iso(terms.Scope.From), Iso(terms.Scope.To), terms.Scope.Kinds,
            terms.Scope.WithDetails, terms.Scope.Impact, terms.Scope.Picked, terms.Days, terms.Key,
            terms.Organisation);

        public ShareTerms ToTerms() => new()
        {
            Person = Person,
            Days = Days,
            Key = Key,
            Organisation = Organisation,
            Scope = new CaseScope
            {
                Role = Enum.Parse<ShareRole>(Role),
                From = Day(From),
                To = Day(To),
                Kinds = Kinds,
                WithDetails = Details,
                Impact = Impact,
                Picked = Picked,
            },
        };

        private static string? Iso(LocalDate? day) => day is { } date ? LocalDatePattern.Iso.Format(date) : null;

        private static LocalDate? Day(string? text) => text is null ? null : LocalDatePattern.Iso.Parse(text).Value;
    }
}
