using System.Globalization;
using System.Security;
using System.Text;
using ContactLog.Reports.Model;

namespace ContactLog.Reports.Pdf.Syntax;

/// <summary>
/// The XMP packet. It says the title, the language and the date, and nothing of who, where or on
/// what machine. It claims neither PDF/UA nor PDF/A: no validator has passed it.
/// </summary>
internal static class Metadata
{
    public static byte[] Packet(ReportDocument report)
    {
        var made = report.MadeAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes($"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
             <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
              <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
               <dc:format>application/pdf</dc:format>
               <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(PlainText.Clean(report.Title))}</rdf:li></rdf:Alt></dc:title>
               <dc:language><rdf:Bag><rdf:li>{SecurityElement.Escape(report.Language)}</rdf:li></rdf:Bag></dc:language>
               <xmp:CreateDate>{made}</xmp:CreateDate>
              </rdf:Description>
             </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>
            """.ReplaceLineEndings("\n"));
    }
}
