using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ContactLog.Imports.Text;

namespace ContactLog.Imports.Tables;

/// <summary>Headings of logs and call lists as they are in use, in English, Spanish, German, French and Portuguese.</summary>
internal static partial class HeaderWords
{
    private static readonly (ColumnRole Role, string? Field, string[] Words)[] s_words =
    [
        (ColumnRole.DateTime, null, ["date time", "date and time", "datetime", "date/time", "timestamp", "time stamp", "start time", "call start", "call date time", "connect datetime", "fecha y hora", "fecha hora", "fecha/hora", "datum uhrzeit", "datum/uhrzeit", "date et heure", "date/heure", "data e hora", "when", "cuando", "sent at", "received at"]),
        (ColumnRole.Date, null, ["date", "day of incident", "incident date", "date of incident", "call date", "fecha", "fecha del incidente", "datum", "date de l'incident", "data", "dia", "dates"]),
        (ColumnRole.Time, null, ["time", "time of day", "incident time", "call time", "time of incident", "hora", "uhrzeit", "zeit", "heure"]),
        (ColumnRole.Direction, null, ["direction", "in/out", "in out", "incoming/outgoing", "sent/received", "sentido", "direccion", "entrante/saliente", "richtung", "sens", "direcao", "call direction"]),
        (ColumnRole.From, null, ["from", "sender", "caller", "calling number", "calling party", "calling party number", "originating number", "from number", "who contacted", "de", "remitente", "numero de origen", "origen", "quien llama", "absender", "von", "anrufer", "expediteur", "remetente", "originating", "origin number"]),
        (ColumnRole.To, null, ["to", "recipient", "called number", "called party", "called party number", "dialed number", "dialled number", "terminating number", "to number", "receiver", "para", "destinatario", "numero de destino", "destino", "numero marcado", "empfanger", "an", "destinataire", "terminating", "destination number", "dialed digits"]),
        (ColumnRole.Peer, null, ["number", "phone number", "phone", "telephone", "to/from", "from/to", "contact number", "number called", "other party", "caller id", "numero", "numero de telefono", "telefono", "nummer", "rufnummer", "telefonnummer", "telefon", "numero de telephone", "telephone number", "telefone", "address", "destination"]),
        (ColumnRole.Name, null, ["name", "contact", "contact name", "person", "who", "offender", "respondent", "abuser", "nombre", "contacto", "quien", "persona", "wer", "nom", "qui", "nome", "quem"]),
        (ColumnRole.Kind, null, ["type", "kind", "call type", "event type", "type of contact", "contact type", "method", "method of contact", "type of incident", "incident type", "usage type", "verbindungsart", "tipo", "tipo de contacto", "tipo de incidente", "medio", "art", "typ", "type de contact", "tipo de contato", "channel"]),
        (ColumnRole.Duration, null, ["duration", "seconds", "min", "mins", "min.", "mins.", "minutes", "minutes used", "mins used", "length", "call duration", "duration (s)", "duration (sec)", "duration (seconds)", "duration (min)", "duration (minutes)", "duracion", "minutos", "segundos", "dauer", "duree", "duracao", "elapsed time", "seizure duration"]),
        (ColumnRole.Subject, null, ["subject", "asunto", "betreff", "objet", "assunto"]),
        (ColumnRole.Text, null, ["description", "what happened", "details", "detail", "message", "text", "content", "body", "notes", "note", "description of incident", "incident", "incident description", "comments", "event", "narrative", "descripcion", "que paso", "detalles", "mensaje", "notas", "contenido", "lo que paso", "incidente", "beschreibung", "was ist passiert", "vorfall", "nachricht", "notizen", "que s'est-il passe", "descricao", "mensagem", "o que aconteceu"]),
        (ColumnRole.Field, "place", ["location", "place", "where", "location of incident", "address of incident", "lugar", "ubicacion", "donde", "ort", "lieu", "ou", "local", "onde"]),
        (ColumnRole.Field, "witness", ["witness", "witnesses", "witness name", "witness name(s)", "witness(es)", "testigo", "testigos", "zeuge", "zeugen", "temoin", "temoins", "testemunha", "testemunhas"]),
        (ColumnRole.Field, "witness-contact", ["witness contact", "witness phone", "witness contact information", "witness address and phone", "contacto del testigo", "telefono del testigo"]),
        (ColumnRole.Field, "present", ["present", "who was present", "people present", "presentes", "quien estaba presente", "anwesend", "personnes presentes"]),
        (ColumnRole.Field, "vehicle", ["vehicle", "car", "license plate", "vehicle description", "vehiculo", "placa", "matricula", "fahrzeug", "vehicule", "veiculo"]),
        (ColumnRole.Field, "weapon-what", ["weapon", "weapon used", "arma", "waffe", "arme"]),
        (ColumnRole.Field, "injury-what", ["injury", "injuries", "lesiones", "verletzungen", "blessures"]),
        (ColumnRole.Field, "damage-what", ["damage", "property damage", "danos", "schaden", "degats"]),
        (ColumnRole.Field, "feelings", ["feelings", "how i felt", "how did it make you feel", "impact", "effect", "emotional impact", "sentimientos", "como me senti", "gefuhle", "ressenti", "sentimentos"]),
        (ColumnRole.Field, "evidence-elsewhere", ["evidence", "proof", "evidence saved", "attachments", "screenshot", "screenshots", "evidencia", "pruebas", "prueba", "beweise", "preuves", "provas"]),
        (ColumnRole.Field, "police-outcome", ["police called", "police", "reported to", "police response", "action taken", "outcome", "policia", "se llamo a la policia", "polizei", "policia chamada"]),
        (ColumnRole.Field, "police-who", ["officer", "officer name", "badge", "badge number", "badge #", "officer name and badge", "officer name and badge #", "agente", "oficial", "numero de placa"]),
        (ColumnRole.Field, "police-number", ["report number", "police report number", "report #", "case number", "incident number", "numero de informe", "numero de denuncia", "denuncia", "aktenzeichen"]),
        (ColumnRole.Field, "action", ["response", "my response", "what i did", "respuesta", "que hice", "reaktion", "ma reaction"]),
    ];

    private static readonly Dictionary<string, (ColumnRole Role, string? Field)> s_exact =
        s_words.SelectMany(one => one.Words.Select(word => (word, one.Role, one.Field))).ToDictionary(one => one.word, one => (one.Role, one.Field), StringComparer.Ordinal);

    /// <summary>What a heading means, or null.</summary>
    public static (ColumnRole Role, string? Field)? Of(string heading)
    {
        var plain = Plain(heading);
        if (plain.Length is 0 or > 60)
        {
            return null;
        }

        if (s_exact.TryGetValue(plain, out var found))
        {
            return found;
        }

        // "Date (UTC)", "Time [local]", "Date:", "Duration, seconds".
        var cut = plain.IndexOfAny(['(', '[', ',', ':', '*']);
        return cut > 0 && s_exact.TryGetValue(plain[..cut].Trim(), out found) ? found : null;
    }

    /// <summary>The heading is one under which bills name the city that was called, or write that the call came in.</summary>
    public static bool IsDestination(string heading) => Plain(heading) is "call to" or "destination" or "called to" or "call destination" or "destination city" or "city called" or "place called" or "location called";

    /// <summary>The heading says that the times are UTC.</summary>
    public static bool IsUtc(string heading) => Utc().IsMatch(Plain(heading)) && !IsOffset(heading);

    /// <summary>The heading says that the times are so far from UTC: "Time (UTC-5)".</summary>
    public static bool IsOffset(string heading) => Utc().Match(Plain(heading)).Groups["o"].ValueSpan.IndexOfAnyInRange('1', '9') >= 0;

    [GeneratedRegex(@"(utc|gmt)\s*[-+\u2212\u2013\u00B1]?\s*(?<o>[0-9]{1,2}(:?[0-9]{2})?)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Utc();

    /// <summary>Small letters without accents and with single spaces.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        // Half a character, from the file or from cutting it here, cannot be normalised.
        foreach (var c in VisibleText.ForMatching(PlainText.Clean(PlainText.Cut(text, 200, out _)).Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD')).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                var lower = char.ToLowerInvariant(c is '_' or '\n' or '\t' ? ' ' : c);
                plain.Append(lower == ' ' && (plain.Length == 0 || plain[^1] == ' ') ? "" : lower.ToString());
            }
        }

        return plain.ToString().Trim();
    }
}

/// <summary>Words in cells that say which way and what kind.</summary>
internal static class CellWords
{
    private static readonly HashSet<string> s_in = new(StringComparer.Ordinal)
    {
        "in", "incoming", "inbound", "received", "recv", "rcvd", "i", "missed", "mt", "mtc", "msterminating", "mtsmsinmsc", "terminating", "mobile terminated", "entrante", "recibida", "recibido", "recibidas", "perdida", "eingehend", "empfangen", "entrant", "recu", "recebida", "recebido", "to me", "missed call", "voicemail",
    };

    private static readonly HashSet<string> s_out = new(StringComparer.Ordinal)
    {
        "out", "outgoing", "outbound", "sent", "placed", "dialed", "dialled", "made", "o", "mo", "moc", "msoriginating", "mosmsinmsc", "originating", "mobile originated", "saliente", "enviada", "enviado", "realizada", "marcada", "ausgehend", "abgehend", "gesendet", "sortant", "envoye", "enviadas", "from me",
    };

    // Only a call that came can be turned away; an outgoing one may be called so too, and says it.
    private static readonly HashSet<string> s_turnedAway = new(StringComparer.Ordinal) { "rejected", "declined", "blocked", "rechazada", "bloqueada", "abgelehnt", "blockiert" };

    private static readonly (FoundKind Kind, string[] Words)[] s_kinds =
    [
        (FoundKind.Voicemail, ["voicemail", "voice mail", "buzon de voz", "mailbox", "messagerie", "correio de voz"]),
        (FoundKind.Email, ["email", "e-mail", "correo", "courriel"]),
        (FoundKind.Social, ["social", "facebook", "instagram", "messenger", "whatsapp", "snapchat", "tiktok", "twitter", "telegram", "online", "redes sociales"]),
        (FoundKind.Text, ["text", "sms", "mms", "message", "msg", "mensaje", "nachricht", "mensagem", "imessage"]),
        (FoundKind.InPerson, ["in person", "in-person", "visit", "face to face", "drove by", "drive by", "came to", "followed", "showed up", "en persona", "visita", "personlich", "en personne", "pessoalmente", "approached"]),
        (FoundKind.Call, ["call", "phone", "voice", "mt", "mo", "mtc", "moc", "msoriginating", "msterminating", "callforwarding", "llamada", "anruf", "appel", "chamada", "ligacao", "missed"]),
        (FoundKind.Photo, ["photo", "picture", "foto"]),
    ];

    public static Direction? DirectionOf(string cell)
    {
        var plain = HeaderWords.Plain(cell);
        if (s_in.Contains(plain))
        {
            return Direction.Incoming;
        }

        if (s_out.Contains(plain))
        {
            return Direction.Outgoing;
        }

        var words = plain.Split([' ', '/', '-', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        var (goesIn, goesOut) = (words.Any(s_in.Contains), words.Any(s_out.Contains));
        return goesIn == goesOut ? !goesIn && words.Any(s_turnedAway.Contains) ? Direction.Incoming : null : goesIn ? Direction.Incoming : Direction.Outgoing;
    }

    /// <summary>Whether a cell under "Destination" says that the call came in: "Incoming CL", cut short "INCOMI CL".</summary>
    public static bool IsIncomingDestination(string cell) => HeaderWords.Plain(cell).Split([' ', ',', '-', '/', '('])[0] is "incoming" or "incomi" or "entrante";

    /// <summary>Whether a cell has nothing but what a bill writes for the place of a call: "San Fran, CA", "Incoming", "VMAIL CL".</summary>
    public static bool IsCity(string cell) => cell.Trim() is var text
        && (text.Length is 0 or 1 || HeaderWords.Plain(text) is "incoming" || (text.Length is > 2 and < 30 && text[^3] is ' ' or ',' && char.IsAsciiLetterUpper(text[^2]) && char.IsAsciiLetterUpper(text[^1])));

    /// <summary>
    /// Which way by a cell that names the city that was called. Not word by word: "Gary IN" and "Kansas City MO" are cities. A mailbox
    /// is called by her and filled by him: it says neither.
    /// </summary>
    public static Direction? DirectionOfDestination(string cell)
    {
        var plain = HeaderWords.Plain(cell);
        return IsIncomingDestination(cell) ? Direction.Incoming
            : KindOf(cell) == FoundKind.Voicemail ? null
            : plain.Count(char.IsLetter) < 3 || plain is "unknown" or "unavailable" or "private" or "restricted" or "not available" ? null : Direction.Outgoing;
    }

    public static FoundKind? KindOf(string cell)
    {
        var plain = HeaderWords.Plain(cell);
        foreach (var (kind, words) in s_kinds)
        {
            // Short ones as a word by themselves only: "mo" is in "mobile".
            if (words.Any(word => word.Length > 3 ? plain.Contains(word, StringComparison.Ordinal) : plain.Split([' ', '/', '-', ',', '(', ')']).Contains(word, StringComparer.Ordinal)))
            {
                return kind;
            }
        }

        return null;
    }

    public static FoundState? CallStateOf(string cell)
    {
        var plain = HeaderWords.Plain(cell);
        bool Has(params string[] words) => words.Any(word => plain.Contains(word, StringComparison.Ordinal));
        return Has("missed", "perdida", "verpasst", "manque", "no answer", "unanswered", "not answered", "sin respuesta") ? FoundState.Missed
            : Has("reject", "declin", "rechazad", "abgelehnt", "refus") ? FoundState.Rejected
            : Has("block", "bloque", "blockiert") ? FoundState.Blocked
            : Has("answered", "contestada", "angenommen", "repondu", "completed") ? FoundState.Answered
            : null;
    }

    /// <summary>A row that says where a call went on to.</summary>
    public static bool IsForwarding(string cell) => HeaderWords.Plain(cell) is "callforwarding" or "call forwarding";

    /// <summary>Words that only the lists of a telephone company that keeps UTC have.</summary>
    public static bool IsSwitchWord(string cell) => HeaderWords.Plain(cell) is "msoriginating" or "msterminating" or "mosmsinmsc" or "mtsmsinmsc";
}
