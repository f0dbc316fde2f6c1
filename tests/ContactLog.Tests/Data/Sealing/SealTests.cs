using System.Security.Cryptography;
using ContactLog.Data.Sealing;

namespace ContactLog.Tests.Data.Sealing;

public sealed class SealTests : IDisposable
{
    private static readonly Guid User = Guid.NewGuid();
    private static readonly Guid Case = Guid.NewGuid();
    private readonly ServerSecret _secret = ServerSecret.Create();
    private readonly UserKeys _keys = UserKeys.Create(User);

    public void Dispose()
    {
        _secret.Dispose();
        _keys.Dispose();
    }

    [Fact]
    public void A_blob_with_any_byte_changed_does_not_open()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var blob = SealedBlob.Seal(key, "words"u8, "place"u8);
        Assert.Equal("words"u8.ToArray(), SealedBlob.Open(key, blob, "place"u8));
        Assert.All(Made.Spoilt(blob), spoilt => Assert.Throws<SealBrokenException>(() => SealedBlob.Open(key, spoilt, "place"u8)));
        Assert.Throws<SealBrokenException>(() => SealedBlob.Open(key, blob, "elsewhere"u8));
        Assert.Throws<SealBrokenException>(() => SealedBlob.Open(RandomNumberGenerator.GetBytes(32), blob, "place"u8));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(255)]
    public void An_unknown_version_is_refused(byte version)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var blob = SealedBlob.Seal(key, "words"u8, []);
        blob[0] = version;
        Assert.Throws<SealBrokenException>(() => SealedBlob.Open(key, blob, []));
        var outer = _secret.Outer.Seal("words"u8, []);
        outer[0] = version;
        Assert.Throws<SealBrokenException>(() => _secret.Outer.Open(outer, []));
    }

    [Fact]
    public void A_short_key_is_refused_rather_than_weakly_used() =>
        Assert.Throws<ArgumentException>(() => SealedBlob.Seal(new byte[16], "words"u8, []));

    [Fact]
    public void An_outer_seal_opens_under_its_own_secret_only()
    {
        var sealed_ = _secret.Outer.Seal("words"u8, "place"u8);
        Assert.All(Made.Spoilt(sealed_), spoilt => Assert.Throws<SealBrokenException>(() => _secret.Outer.Open(spoilt, "place"u8)));
        using var other = ServerSecret.Create();
        sealed_[1] = other.Id;
        Assert.Throws<SealBrokenException>(() => other.Outer.Open(sealed_, "place"u8));
    }

    [Fact]
    public void A_wrap_opens_for_its_user_and_kind_only()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var wrap = _keys.Wrap(WrapKinds.Password, key, _secret.Outer);
        using (var opened = UserKeys.Unwrap(User, WrapKinds.Password, key, wrap, _secret.Outer))
        {
            Assert.True(opened.IsSameAs(_keys));
        }

        Assert.Throws<SealBrokenException>(() => UserKeys.Unwrap(User, WrapKinds.Recovery, key, wrap, _secret.Outer));
        Assert.Throws<SealBrokenException>(() => UserKeys.Unwrap(Guid.NewGuid(), WrapKinds.Password, key, wrap, _secret.Outer));
        Assert.Throws<SealBrokenException>(() => UserKeys.Unwrap(User, WrapKinds.Password, RandomNumberGenerator.GetBytes(32), wrap, _secret.Outer));
        Assert.All(Made.Spoilt(wrap), spoilt => Assert.Throws<SealBrokenException>(() => UserKeys.Unwrap(User, WrapKinds.Password, key, spoilt, _secret.Outer)));
    }

    [Fact]
    public void A_session_copy_opens_with_both_halves_only()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var hash = SHA256.HashData("id"u8);
        var blob = _keys.SealForSession(key, hash);
        using (var opened = UserKeys.OpenFromSession(User, key, hash, blob))
        {
            Assert.True(opened.IsSameAs(_keys));
        }

        Assert.Throws<SealBrokenException>(() => UserKeys.OpenFromSession(User, key, SHA256.HashData("another"u8), blob));
        Assert.Throws<SealBrokenException>(() => UserKeys.OpenFromSession(Guid.NewGuid(), key, hash, blob));
        Assert.Throws<SealBrokenException>(() => UserKeys.OpenFromSession(User, RandomNumberGenerator.GetBytes(32), hash, blob));
    }

    [Fact]
    public void A_grant_opens_for_its_member_case_and_epoch_only()
    {
        using var caseKey = CaseKey.Create(Case, 1, _secret.Outer);
        var grant = Grant.Seal(caseKey, User, _keys.PublicKey, _secret.Outer);
        using (var opened = Grant.Open(grant, Case, 1, _keys, _secret.Outer))
        {
            Assert.Equal(caseKey.Key, opened.Key);
        }

        using var stranger = UserKeys.Create(Guid.NewGuid());
        using var impostor = UserKeys.Create(User);
        Assert.Throws<SealBrokenException>(() => Grant.Open(grant, Case, 1, stranger, _secret.Outer));
        Assert.Throws<SealBrokenException>(() => Grant.Open(grant, Case, 1, impostor, _secret.Outer));
        Assert.Throws<SealBrokenException>(() => Grant.Open(grant, Case, 2, _keys, _secret.Outer));
        Assert.Throws<SealBrokenException>(() => Grant.Open(grant, Guid.NewGuid(), 1, _keys, _secret.Outer));
        Assert.All(Made.Spoilt(grant), spoilt => Assert.Throws<SealBrokenException>(() => Grant.Open(spoilt, Case, 1, _keys, _secret.Outer)));
    }

    [Fact]
    public void A_grant_with_any_inner_byte_changed_by_somebody_who_holds_the_server_secret_does_not_open()
    {
        using var caseKey = CaseKey.Create(Case, 1, _secret.Outer);
        var place = Aad.Grant(Case, 1, User);
        var inner = _secret.Outer.Open(Grant.Seal(caseKey, User, _keys.PublicKey, _secret.Outer), place);
        Assert.All(Made.Spoilt(inner), spoilt => Assert.Throws<SealBrokenException>(
            () => Grant.Open(_secret.Outer.Seal(spoilt, place), Case, 1, _keys, _secret.Outer)));
    }

    [Fact]
    public void A_point_off_the_curve_is_refused()
    {
        var point = new byte[65];
        point[0] = 4;
        point[32] = 1;
        point[64] = 1;
        Assert.Throws<SealBrokenException>(() => PublicSeal.ImportPoint(point));
        Assert.Throws<SealBrokenException>(() => PublicSeal.ImportPoint(new byte[65]));
    }

    [Fact]
    public void A_public_key_on_another_curve_is_refused()
    {
        using var caseKey = CaseKey.Create(Case, 1, _secret.Outer);
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<CryptographicException>(() => Grant.Seal(caseKey, User, other.ExportSubjectPublicKeyInfo(), _secret.Outer));
    }

    [Fact]
    public void A_field_opens_in_its_own_place_only()
    {
        var entry = Guid.NewGuid();
        using var key = CaseKey.Create(Case, 1, _secret.Outer);
        using var otherCase = CaseKey.Create(Guid.NewGuid(), 1, _secret.Outer);
        var blob = key.SealField(entry, "narrative", 1, "words"u8);
        Assert.Equal("words"u8.ToArray(), key.OpenField(entry, "narrative", 1, blob));
        Assert.Throws<SealBrokenException>(() => key.OpenField(entry, "place", 1, blob));
        Assert.Throws<SealBrokenException>(() => key.OpenField(entry, "narrative", 2, blob));
        Assert.Throws<SealBrokenException>(() => key.OpenField(Guid.NewGuid(), "narrative", 1, blob));
        Assert.Throws<SealBrokenException>(() => otherCase.OpenField(entry, "narrative", 1, blob));
        Assert.All(Made.Spoilt(blob), spoilt => Assert.Throws<SealBrokenException>(() => key.OpenField(entry, "narrative", 1, spoilt)));
    }

    [Fact]
    public void A_field_name_cannot_pretend_to_be_two_parts()
    {
        using var key = CaseKey.Create(Case, 1, _secret.Outer);
        Assert.Throws<ArgumentException>(() => key.SealField(Guid.NewGuid(), "a|1", 1, "words"u8));
        Assert.Throws<ArgumentException>(() => key.SealField(Guid.NewGuid(), "é", 1, "words"u8));
    }

    [Fact]
    public void A_file_key_opens_for_its_file_and_case_only()
    {
        var file = Guid.NewGuid();
        using var key = CaseKey.Create(Case, 1, _secret.Outer);
        var wrap = key.WrapFileKey(file, new byte[32]);
        Assert.Equal(new byte[32], key.UnwrapFileKey(file, wrap));
        Assert.Throws<SealBrokenException>(() => key.UnwrapFileKey(Guid.NewGuid(), wrap));
        Assert.All(Made.Spoilt(wrap), spoilt => Assert.Throws<SealBrokenException>(() => key.UnwrapFileKey(file, spoilt)));
    }

    [Fact]
    public void Nonces_do_not_repeat()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 100_000; i++)
        {
            Assert.True(seen.Add(Convert.ToHexString(SealedBlob.Seal(key, [], []).AsSpan(1, 12))));
        }
    }
}
