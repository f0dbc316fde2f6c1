using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContactLog.Domain.Record;
using ContactLog.Domain.Stamps;
using NodaTime;
using NodaTime.Text;

namespace ContactLog.Reports.Bundle;

/// <summary>What a bundle holds of the outside time: the tokens as they came, the certificates that they lead to, a table, and how a stranger checks them.</summary>
internal static class StampParts
{
    /// <summary>Adds the files; none when there is no stamp.</summary>
    public static void Add(IReadOnlyList<RecordSeal> seals, IReadOnlyList<Digest> entries, Action<string, byte[]> add)
    {
        if (seals.Count == 0)
        {
            return;
        }

        foreach (var seal in seals)
        {
            add($"log/{StampPath.Of(seal)}.tsq", seal.Kept.Request.ToArray());
            add($"log/{StampPath.Of(seal)}.tsr", seal.Kept.Response.ToArray());
        }

        add("log/tsa-chain.pem", Chain(seals));
        add("stamps.csv", Table(seals, entries).ToBytes());
    }

    /// <summary>The table of them.</summary>
    public static Csv Table(IReadOnlyList<RecordSeal> seals, IReadOnlyList<Digest> entries)
    {
        var lists = RecordSeals.Lists(entries, seals.Select(seal => seal.Seq).ToHashSet());
        // The first three columns are what a shell needs; names of certificates, which may hold a comma, come last.
        var table = new Csv("entries", "unix_seconds", "token", "authority", "stamped_utc", "received_utc", "list_sha256", "root_sha256", "signer", "root");
        foreach (var seal in seals)
        {
            table.Row(
                seal.Seq,
                seal.Time.ToUnixTimeSeconds(),
                StampPath.Of(seal) + ".tsr",
                seal.Authority,
                seal.Time,
                seal.Kept.Received,
                lists[seal.Seq].Hex,
                seal.Stamp.Root.Fingerprint,
                seal.Stamp.Signer,
                seal.Stamp.Root.Name);
        }

        return table;
    }

    /// <summary>The part of VERIFY.txt.</summary>
    public static string HowTo(IReadOnlyList<RecordSeal> seals, int entries)
    {
        if (seals.Count == 0)
        {
            return "5. There is no outside time stamp in this bundle.\n";
        }

        var whole = SealedList.Name(entries);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            5. By when did it exist? (still in data/log; needs OpenSSL 1.1.1 or later, not LibreSSL)

               An outside authority signed, with its own clock, that the list of entries
               existed (RFC 3161). {seals.Count} such time stamps are here; data/stamps.csv lists them.
               A list is a number of first lines of {whole}.


            """);
        foreach (var newest in seals.GroupBy(seal => seal.Authority).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.OrderBy(seal => seal.Seq).ThenByDescending(seal => seal.Time).Last()))
        {
            var token = StampPath.Of(newest) + ".tsr";
            text.Append(CultureInfo.InvariantCulture, $"""
                   {newest.Authority}: entries 1 to {newest.Seq} existed by {InstantPattern.General.Format(newest.Time)}

                      head -n {newest.Seq} {whole} > list.txt
                      openssl ts -verify -data list.txt -in {token} -CAfile tsa-chain.pem
                      openssl ts -reply -in {token} -text

                   Its certificate ends {InstantPattern.General.Format(newest.Stamp.CertificateEnds)}. From then on say as of when:

                      openssl ts -verify -data list.txt -in {token} -CAfile tsa-chain.pem -attime {newest.Time.ToUnixTimeSeconds()}


                """);
        }

        text.Append(CultureInfo.InvariantCulture, $"""
               All of them, each as of its own time; each answers "Verification: OK":

                  tail -n +2 ../stamps.csv | while IFS=, read -r n t f rest; do head -n "$n" {whole} > list.txt
                  openssl ts -verify -data list.txt -in "$f" -CAfile tsa-chain.pem -attime "$t"; done
                  rm list.txt

               The root certificates in tsa-chain.pem came with the bundle, after them those
               between. Compare the roots with what the authorities themselves publish:

                  while openssl x509 -noout -subject -fingerprint -sha256 2> /dev/null; do :; done < tsa-chain.pem


            """);
        foreach (var (name, fingerprint) in seals.Select(seal => seal.Stamp.Root).Distinct())
        {
            text.Append(CultureInfo.InvariantCulture, $"   {name}\n   {fingerprint}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"""

               Better: get each root certificate from its authority and save it, in PEM, in a
               folder authority-roots beside the folder of this bundle. This says of every time
               stamp which of them it leads to; nothing in the bundle is trusted for it:

                  tail -n +2 ../stamps.csv | while IFS=, read -r n t f rest; do head -n "$n" {whole} > list.txt
                  for root in ../../../authority-roots/*; do
                  if openssl ts -verify -data list.txt -in "$f" -CAfile "$root" -untrusted tsa-chain.pem -attime "$t" > /dev/null 2>&1
                  then echo "$f leads to $root"; continue 2; fi; done
                  echo "$f leads to no root in authority-roots"; done; rm -f list.txt


            """);

        text.Append(CultureInfo.InvariantCulture, $"""

               The newest entries, this report among them, are newer than the newest time
               stamp here. A bundle that is made later has time stamps that cover them: its list
               begins with the lines of this one.

            """);
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>Every certificate above a signer, the roots first.</summary>
    private static byte[] Chain(IReadOnlyList<RecordSeal> seals)
    {
        var chains = seals.Select(seal => seal.Stamp.Chain).ToList();
        var text = new StringBuilder();
        foreach (var certificate in chains.Select(chain => chain[^1]).Concat(chains.SelectMany(chain => chain.SkipLast(1))).Select(Convert.ToBase64String).Distinct(StringComparer.Ordinal))
        {
            text.Append(PemEncoding.WriteString("CERTIFICATE", Convert.FromBase64String(certificate))).Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
