using System.Buffers;

namespace ContactLog.Imports.WhatsApp;

/// <summary>
/// The sentences that WhatsApp itself writes into a conversation, whole. They are needed where such a line carries a name as a message does, and where one holds a
/// colon. A message that was taken for a line of the app would be hidden: so a text must be one of these from its first word to its last, what stands in
/// their places is asked about, and everything else stays a message. Of a sentence in a language that is not fully here that is the price: she sees it as a message.
/// </summary>
internal static class Notices
{
    private const int LongestNotice = 400;
    private const int LongestSlot = 60;
    private const int MostTails = 4;
    private static readonly SearchValues<char> s_number = SearchValues.Create("+0123456789 ()-./");
    private static readonly char[] s_stops = ['.', '。', '।', ' '];
    private static readonly string[] s_and = [", ", " and ", " & ", " y ", " und ", " et ", " e ", "、", "، "];

    // A star is a name, a number or the name of a group; # is a number of hours or days. Lower case, one kind of quotation mark, no final stop.
    private static readonly Template[] s_heads = [.. Words(
        """
        messages and calls are end-to-end encrypted|messages to this chat and calls are now secured with end-to-end encryption|messages to this group are now secured with end-to-end encryption|messages you send to this chat and calls are now secured with end-to-end encryption|messages you send to this group are now secured with end-to-end encryption
        your security code with * changed|you blocked this contact|you unblocked this contact|you blocked this business|you unblocked this business|this chat is with a business account|* is a contact|you turned on disappearing messages|you turned off disappearing messages|disappearing messages were turned on|disappearing messages were turned off|you updated the message timer|* turned on disappearing messages|* turned off disappearing messages|* updated the message timer
        you're now an admin|you're no longer an admin|* is now an admin|you created this group|you created group "*"|you created the group "*"|* created this group|* created group "*"|* created the group "*"|you changed the subject to "*"|you changed the subject from "*" to "*"|* changed the subject to "*"|* changed the subject from "*" to "*"|you changed the group name to "*"|you changed the group name from "*" to "*"|* changed the group name to "*"|* changed the group name from "*" to "*"
        you changed this group's icon|you changed the group's icon|you deleted this group's icon|you changed this group's settings|you changed the group description|* changed this group's icon|* changed the group's icon|* deleted this group's icon|* changed this group's settings|* changed the group description|* changed the group description: *
        you were added|you were removed|you left|you left the group|you joined using this group's invite link|you joined using an invite link|you joined from the community|you added *|you removed *|* added you|* added *|* removed you|* removed *|* was added|* were added|* left|* left the group|* joined using this group's invite link|* joined using an invite link|* joined from the community|* requested to join|you pinned a message|* pinned a message|* started a call|* started a video call
        you changed your phone number|you changed your phone number to a new number|* changed their phone number|* changed their phone number to a new number|* changed to *
        los mensajes y las llamadas están cifrados de extremo a extremo|los mensajes y llamadas están cifrados de extremo a extremo|los mensajes en este chat y las llamadas ahora están protegidos con cifrado de extremo a extremo|cambió tu código de seguridad con *|tu código de seguridad con * cambió|tu código de seguridad con * ha cambiado|bloqueaste a este contacto|bloqueaste este contacto|desbloqueaste a este contacto|desbloqueaste este contacto|activaste los mensajes temporales|desactivaste los mensajes temporales|* activó los mensajes temporales|* desactivó los mensajes temporales|* es un contacto
        creaste el grupo "*"|creaste este grupo|* creó el grupo "*"|* creó este grupo|cambiaste el asunto a "*"|cambiaste el asunto de "*" a "*"|* cambió el asunto a "*"|* cambió el asunto de "*" a "*"|cambiaste el icono de este grupo|cambiaste el ícono de este grupo|* cambió el icono de este grupo|* cambió el ícono de este grupo|cambiaste la descripción del grupo|* cambió la descripción del grupo|ahora eres admin. del grupo|* te añadió|* añadió a *|* agregó a *|añadiste a *|agregaste a *|* eliminó a *|eliminaste a *|saliste del grupo|saliste|* salió del grupo|* salió|te uniste|* se unió usando el enlace de invitación de este grupo|* se unió a través de un enlace de invitación|* cambió su número de teléfono|* fijó un mensaje
        nachrichten und anrufe sind ende-zu-ende-verschlüsselt|die nachrichten und anrufe sind ende-zu-ende-verschlüsselt|nachrichten in diesem chat sowie anrufe sind jetzt mit ende-zu-ende-verschlüsselung geschützt|nachrichten in dieser gruppe sind jetzt mit ende-zu-ende-verschlüsselung geschützt|deine sicherheitsnummer für * hat sich geändert|deine sicherheitsnummer von * hat sich geändert|die sicherheitsnummer von * hat sich geändert|du hast diesen kontakt blockiert|du hast diesen kontakt freigegeben|du hast selbstlöschende nachrichten aktiviert|du hast selbstlöschende nachrichten deaktiviert|* hat selbstlöschende nachrichten aktiviert|* hat selbstlöschende nachrichten deaktiviert
        du hast die gruppe "*" erstellt|du hast diese gruppe erstellt|* hat die gruppe "*" erstellt|* hat diese gruppe erstellt|du hast den betreff zu "*" geändert|du hast den betreff von "*" zu "*" geändert|* hat den betreff zu "*" geändert|* hat den betreff von "*" zu "*" geändert|du hast das gruppenbild geändert|* hat das gruppenbild geändert|du hast die gruppenbeschreibung geändert|* hat die gruppenbeschreibung geändert|du bist jetzt admin|* ist jetzt admin|du wurdest hinzugefügt|du hast * hinzugefügt|* hat dich hinzugefügt|* hat * hinzugefügt|* wurde hinzugefügt|du hast * entfernt|* hat * entfernt|du hast die gruppe verlassen|* hat die gruppe verlassen|du bist über einen einladungslink beigetreten|* ist über den einladungslink dieser gruppe beigetreten|* hat eine neue telefonnummer|* hat zu * gewechselt|* hat zu einer neuen nummer gewechselt|* hat einen anruf gestartet|* hat einen videoanruf gestartet
        les messages et les appels sont chiffrés de bout en bout|les messages et appels sont chiffrés de bout en bout|votre code de sécurité avec * a changé|vous avez bloqué ce contact|vous avez débloqué ce contact|vous avez activé les messages éphémères|vous avez désactivé les messages éphémères|* a activé les messages éphémères|* a désactivé les messages éphémères
        vous avez créé le groupe "*"|vous avez créé ce groupe|* a créé le groupe "*"|* a créé ce groupe|vous avez changé le sujet en "*"|* a changé le sujet en "*"|vous avez changé l'icône de ce groupe|* a changé l'icône de ce groupe|* a changé la description du groupe|* a modifié la description du groupe|vous êtes désormais admin|* vous a ajouté|vous avez ajouté *|* a ajouté *|vous avez retiré *|* a retiré *|vous avez quitté le groupe|* a quitté le groupe|* a quitté|* a été ajouté|* a rejoint le groupe via un lien d'invitation|* a épinglé un message
        as mensagens e as ligações são protegidas com a criptografia de ponta a ponta|as mensagens e as ligações são protegidas com a criptografia de ponta a ponta e ficam somente entre você e os participantes desta conversa|as mensagens e as chamadas são protegidas com a criptografia de ponta a ponta|as mensagens e as chamadas são protegidas com a criptografia de ponta a ponta e ficam somente entre você e os participantes desta conversa|as mensagens e as chamadas têm encriptação de ponta a ponta|as mensagens e chamadas são encriptadas ponto a ponto|as mensagens e chamadas são criptografadas de ponta a ponta
        seu código de segurança com * mudou|o seu código de segurança partilhado com * mudou|você bloqueou este contato|você desbloqueou este contato|bloqueou este contacto|desbloqueou este contacto|você ativou as mensagens temporárias|você desativou as mensagens temporárias|* ativou as mensagens temporárias|* desativou as mensagens temporárias|você criou o grupo "*"|você criou este grupo|* criou o grupo "*"|* criou este grupo|você mudou o nome do grupo para "*"|* mudou o nome do grupo para "*"|você mudou a imagem deste grupo|* mudou a imagem deste grupo|você mudou a descrição do grupo|* mudou a descrição do grupo|você agora é admin|* adicionou você|você adicionou *|* adicionou *|você removeu *|* removeu *|você saiu|* saiu|* saiu do grupo|* entrou usando o link de convite deste grupo|* mudou o número de telefone para *|* fixou uma mensagem
        i messaggi e le chiamate sono crittografati end-to-end|il tuo codice di sicurezza con * è cambiato|hai bloccato questo contatto|hai sbloccato questo contatto|* è tra i tuoi contatti|hai attivato i messaggi effimeri|hai disattivato i messaggi effimeri|* ha attivato i messaggi effimeri|* ha disattivato i messaggi effimeri|hai creato il gruppo "*"|hai creato questo gruppo|* ha creato il gruppo "*"|* ha creato questo gruppo|ora sei un amministratore|ora sei amministratore|non sei più un amministratore|hai cambiato l'immagine del gruppo|* ha cambiato l'immagine del gruppo|* ha cambiato la descrizione del gruppo|hai aggiunto *|* ti ha aggiunto|* ha aggiunto *|hai rimosso *|* ha rimosso *|hai abbandonato il gruppo|* ha abbandonato il gruppo|* ha abbandonato|* ha fissato un messaggio
        الرسائل والمكالمات مشفرة تمامًا بين الطرفين|الرسائل والمكالمات مشفرة تماماً بين الطرفين|الرسائل والمكالمات مشفرة تماما بين الطرفين|الرسائل والمكالمات مشفرة تمامًا بين الطرفين، بحيث لا يستطيع أحد خارج هذه الدردشة، ولا حتى شركة واتساب نفسها، قراءتها أو الاستماع إليها|تغيّر رمز أمانك المُستخدَم مع *|لقد حظرت جهة الاتصال هذه|لقد ألغيت حظر جهة الاتصال هذه|أنشأ * هذه المجموعة|أنشأ * المجموعة "*"|أضافك *|أضاف * *|غادر *
        मैसेज और कॉल एंड-टू-एंड एन्क्रिप्टेड हैं|मैसेजेस और कॉल्स एंड-टू-एंड एन्क्रिप्टेड हैं|* के लिए आपका सुरक्षा कोड बदल गया है|* के साथ आपका सुरक्षा कोड बदल गया है|आपने इस कॉन्टैक्ट को ब्लॉक किया|आपने इस कॉन्टैक्ट को अनब्लॉक किया|आपने इस कॉन्टैक्ट को ब्लॉक कर दिया है|आपने इस कॉन्टैक्ट को अनब्लॉक कर दिया है
        消息和通话都进行端到端加密|訊息和通話經端對端加密|訊息和通話都受到端對端加密|訊息已受端對端加密保護|您和 * 的安全代码已更改|您與 * 的安全碼已變更|您與*之間的安全代碼已變更|您已屏蔽此联系人|您已封鎖此聯絡人|您封鎖了此聯絡人|你封鎖了此聯絡人|您已解除屏蔽此联系人|您已解除封鎖此聯絡人|*创建了群组"*"|*创建了此群组|*建立了群組"*"|*建立了此群組|*添加了您|*添加了*|*新增了*|*移除了*|*退出了|*离开了|*離開了
        berichten en gesprekken worden end-to-end versleuteld|berichten en oproepen zijn end-to-end versleuteld|сообщения и звонки защищены сквозным шифрованием|mesajlar ve aramalar uçtan uca şifrelidir|メッセージと通話はエンドツーエンド暗号化されています|메시지 및 전화는 종단간 암호화되어 안전합니다|pesan dan panggilan terenkripsi secara end-to-end|ההודעות והשיחות מוצפנות מקצה-לקצה|wiadomości i połączenia są w pełni zaszyfrowane|ข้อความและการโทรได้รับการเข้ารหัสจากต้นทางถึงปลายทาง ผู้ที่ไม่ได้อยู่ในแชทนี้จะไม่สามารถอ่านหรือฟังได้แม้แต่ whatsapp เอง
        """).Select(one => new Template(one))];

    // What may follow such a sentence, and nothing else may.
    private static readonly Template[] s_tails = [.. Words(
        """
        no one outside of this chat, not even whatsapp, can read or listen to them|no one outside of this chat can read or listen to them|no one outside of this chat can read them|only people in this chat can read, listen to, or share them|tap to learn more|tap for more info|tap to change|tap to unblock|tap to message or add the new number|click to learn more|learn more|new messages will disappear from this chat # hours after they're sent|new messages will disappear from this chat # days after they're sent|new messages will disappear from this chat # hours after they're sent, except when kept|new messages will disappear from this chat # days after they're sent, except when kept|new messages will disappear after # hours|new messages will disappear after # days
        nadie fuera de este chat, ni siquiera whatsapp, puede leerlos ni escucharlos|solo las personas en este chat pueden leerlos, escucharlos o compartirlos|toca para obtener más información|pulsa para obtener más información|obtén más información|toca para desbloquearlo
        niemand außerhalb dieses chats kann sie lesen oder anhören, nicht einmal whatsapp|nur personen in diesem chat können sie lesen, anhören oder teilen|tippe, um mehr zu erfahren|tippe, um eine nachricht zu schreiben oder die neue nummer hinzuzufügen|mehr erfahren
        aucun tiers, pas même whatsapp, ne peut les lire ou les écouter|personne en dehors de cette discussion ne peut les lire|appuyez pour en savoir plus|en savoir plus
        nem mesmo o whatsapp pode ler ou ouvi-las|nem mesmo o whatsapp pode lê-las ou ouvi-las|ninguém fora desta conversa, nem mesmo o whatsapp, pode ler ou ouvi-las|ninguém fora deste chat, nem mesmo o whatsapp, pode lê-las ou ouvi-las|toque para saber mais|clique para saber mais|saiba mais
        nessuno al di fuori di questa chat, nemmeno whatsapp, può leggerne o ascoltarne il contenuto|solo le persone in questa chat possono leggerne, ascoltarne o condividerne il contenuto|tocca per saperne di più|tocca per sbloccare|scopri di più
        لا أحد خارج هذه الدردشة، ولا حتى واتساب، يمكنه قراءتها أو الاستماع إليها|انقر هنا لمعرفة المزيد|इस चैट में शामिल लोगों के अलावा कोई भी इन्हें पढ़ या सुन नहीं सकता, whatsapp भी नहीं|ज़्यादा जानने के लिए टैप करें
        对话之外的任何人，甚至包含 whatsapp，都无法读取或收听|对话之外的任何人，甚至包含 whatsapp 都无法读取或收听|對話以外的任何人 (即使是 whatsapp) 均無法查看或聆聽那些內容|此對話以外的任何人 (即使是 whatsapp) 均無法查看或聆聽那些內容|此對話以外所有人，包括 whatsapp 在內，都無法讀取或聽取|點按瞭解詳情|點按以瞭解詳情|點擊以了解更多|点击了解更多
        niemand buiten deze chat kan ze lezen of beluisteren, zelfs whatsapp niet|tik voor meer informatie|третьи лица, включая whatsapp, не могут прочитать ваши сообщения или прослушать звонки|подробнее|whatsapp da dahil olmak üzere bu sohbetin dışında bulunan hiç kimse mesaj ve aramalarınızı okuyamaz ve dinleyemez|チャットの参加者以外は、たとえwhatsappでも読んだり聞いたりすることはできません|아무도 엿보거나 들을 수 없습니다|whatsapp에게도 이러한 권한이 없습니다|tidak seorang pun di luar chat ini, termasuk whatsapp, yang dapat membaca atau mendengarkannya|ketuk untuk info selengkapnya|לאף אחד מחוץ לצ'אט זה, גם לא ל-whatsapp, אין אפשרות לקרוא אותן או להאזין להן|nikt spoza czatu, nawet whatsapp, nie może ich odczytać ani odsłuchać
        """).Select(one => new Template(one))];

    private static readonly string[] s_disappearing =
        [.. Words("disappearing message|message timer|mensajes temporales|selbstlöschende nachrichten|messages éphémères|mensagens temporárias|messaggi effimeri|ذاتية الاختفاء|गायब होने|限时消息|限時訊息|自动销毁|自動銷毀|阅后即焚")];

    /// <summary>A whole text that WhatsApp writes, whoever it is filed under.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isName">Whether what stands in the place of a name is one: whoever typed the line chose it. Asked with <see cref="Comparable"/> words.</param>
    public static bool IsNotice(ReadOnlySpan<char> text, Func<string, bool> isName) =>
        text.Length <= LongestNotice && Slots(Comparable(text), isName) is not null;

    /// <summary>A whole line without a sender, which may hold a colon: "Your security code with Bob: Work changed".</summary>
    /// <param name="line">What follows the header.</param>
    /// <param name="slots">What stands in its places, as <see cref="Comparable"/> has it.</param>
    /// <param name="leads">Whether the first of them begins the line, as a sender's name would. There is no colon in it then.</param>
    public static bool IsSentence(ReadOnlySpan<char> line, out IReadOnlyList<string> slots, out bool leads)
    {
        slots = [];
        leads = false;
        if (line.Length > LongestNotice || Comparable(line) is not { } text || Slots(text, null) is not { } found)
        {
            return false;
        }

        slots = found;
        leads = found.Count > 0 && text.StartsWith(found[0], StringComparison.Ordinal);
        return !leads || !found[0].Contains(':', StringComparison.Ordinal);
    }

    /// <summary>Messages were set to disappear, or no longer to.</summary>
    public static bool IsAboutDisappearing(string text) => text.Length <= LongestNotice && Array.Exists(s_disappearing, Comparable(text).ContainsOrdinal);

    /// <summary>One name or several with "and" between them, every one of which is known.</summary>
    public static bool AreNames(string slot, Func<string, bool> isName) =>
        isName(slot) || (slot.Split(s_and, StringSplitOptions.TrimEntries) is { Length: > 1 } all && Array.TrueForAll(all, one => isName(one)));

    /// <summary>A telephone number and nothing else.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text) => text.Length is > 5 and < 25 && text.IndexOfAnyExcept(s_number) < 0 && text.IndexOfAnyInRange('0', '9') >= 0;

    /// <summary>A text as sentences and names are compared: without marks, in lower case, with one kind of quotation mark, without a final stop.</summary>
    public static string Comparable(ReadOnlySpan<char> text)
    {
        var clean = VisibleText.ForMatching(text.ToString()).ToLowerInvariant().ToCharArray();
        for (var i = 0; i < clean.Length; i++)
        {
            clean[i] = clean[i] switch { '’' => '\'', '“' or '”' or '„' or '«' or '»' or '「' or '」' => '"', _ => clean[i] };
        }

        return new string(clean).Replace("\" ", "\"", StringComparison.Ordinal).Replace(" \"", "\"", StringComparison.Ordinal).Replace("\"", " \" ", StringComparison.Ordinal).TrimEnd(s_stops);
    }

    private static List<string>? Slots(string text, Func<string, bool>? isName)
    {
        for (var tails = 0; tails <= MostTails; tails++)
        {
            foreach (var head in s_heads)
            {
                if (head.Match(text) is { } slots && (isName is null || slots.TrueForAll(one => AreNames(one, isName))))
                {
                    return slots;
                }
            }

            if (WithoutTail(text) is not { } shorter)
            {
                return null;
            }

            text = shorter;
        }

        return null;
    }

    private static string? WithoutTail(string text)
    {
        // None of them has a stop in it.
        var at = text.AsSpan().LastIndexOfAny('.', '。', '।');
        var tail = at < 0 ? "" : text[(at + 1)..].Trim();
        return tail.Length > 0 && Array.Exists(s_tails, one => one.Match(tail) is not null) ? text[..at].TrimEnd(s_stops) : null;
    }

    private static bool ContainsOrdinal(this string text, string part) => text.Contains(part, StringComparison.Ordinal);

    private static IEnumerable<string> Words(string list) => list.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A sentence with places in it.</summary>
    private sealed class Template
    {
        private readonly string[] _pieces;
        private readonly bool _counts;

        public Template(string words)
        {
            _counts = words.Contains('#', StringComparison.Ordinal);
            _pieces = [.. words.Split('*', '#').Select(one => one.Replace("\"", " \" ", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal))];
            _pieces[^1] = _pieces[^1].TrimEnd();
        }

        /// <summary>What stands in the places of a text that is this sentence; null when it is not.</summary>
        public List<string>? Match(string text)
        {
            if (!text.StartsWith(_pieces[0], StringComparison.Ordinal) || !text.EndsWith(_pieces[^1], StringComparison.Ordinal))
            {
                return null;
            }

            if (_pieces.Length == 1)
            {
                return text.Length == _pieces[0].Length ? [] : null;
            }

            List<string> slots = [];
            var (at, end) = (_pieces[0].Length, text.Length - _pieces[^1].Length);
            for (var piece = 1; piece < _pieces.Length; piece++)
            {
                var next = piece == _pieces.Length - 1 ? end : at <= end ? text.IndexOf(_pieces[piece], at, end - at, StringComparison.Ordinal) : -1;
                if (next <= at || next - at > LongestSlot)
                {
                    return null;
                }

                slots.Add(text[at..next].Trim());
                at = next + _pieces[piece].Length;
            }

            return slots.TrueForAll(one => one.Length > 0 && (!_counts || (one.Length < 4 && one.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0))) ? slots : null;
        }
    }
}
