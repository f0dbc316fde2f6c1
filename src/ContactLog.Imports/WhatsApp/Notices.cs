namespace ContactLog.Imports.WhatsApp;

/// <summary>
/// How WhatsApp's own lines begin and what happens in them. Needed only where such a line carries a name like a message does (iPhone):
/// taking a message for a line of the app would hide it, so the list is narrow and what it does not know stays a message.
/// </summary>
internal static class Notices
{
    private const int LongestNotice = 400;

    private static readonly string[] s_beginnings = Words(
        """
        messages and calls are end-to-end encrypted|messages to this chat and calls are now secured|messages to this group are now secured|messages you send to this|messages and calls are|your security code with|you blocked this contact|you unblocked this contact|you turned on disappearing messages|you turned off disappearing messages|you updated the message timer|you set disappearing messages|disappearing messages were turned|this chat is with a business|this business|you're now an admin|you created group|you created this group|you changed this group|you changed the |you changed your phone number|you joined using|you were added|you pinned a message|you joined from|you started using
        los mensajes y las llamadas están cifrados|los mensajes y llamadas|los mensajes en este chat|cambió tu código de seguridad|tu código de seguridad con|bloqueaste a este contacto|bloqueaste este contacto|desbloqueaste a este contacto|desbloqueaste este contacto|activaste los mensajes temporales|desactivaste los mensajes temporales|creaste el grupo|creaste este grupo|cambiaste el |cambiaste la |te uniste
        nachrichten und anrufe sind ende-zu-ende|nachrichten in diesem chat|nachrichten in dieser gruppe|deine sicherheitsnummer für|die sicherheitsnummer von|deine sicherheitsnummer von|du hast diesen kontakt blockiert|du hast diesen kontakt freigegeben|du hast selbstlöschende nachrichten|du hast die gruppe|du hast den betreff|du hast das gruppenbild|du hast die gruppenbeschreibung|du bist jetzt admin
        les messages et les appels sont chiffrés|les messages et appels|les messages envoyés dans|votre code de sécurité|vous avez bloqué ce contact|vous avez débloqué ce contact|vous avez activé les messages éphémères|vous avez désactivé les messages éphémères|vous avez créé le groupe|vous avez créé ce groupe|vous avez changé le|vous avez modifié le|vous êtes désormais admin
        as mensagens e as ligações são protegidas|as mensagens e as chamadas são|as mensagens e ligações|as mensagens e chamadas são|as mensagens desta conversa|seu código de segurança|o seu código de segurança|você bloqueou este contato|você desbloqueou este contato|bloqueou este contacto|desbloqueou este contacto|você ativou as mensagens temporárias|você desativou as mensagens temporárias|você criou o grupo|você criou este grupo|você mudou o|você mudou a|você agora é admin
        i messaggi e le chiamate sono crittografati|i messaggi in questa chat|il tuo codice di sicurezza|hai bloccato questo contatto|hai sbloccato questo contatto|hai attivato i messaggi effimeri|hai disattivato i messaggi effimeri|hai creato il gruppo|hai creato questo gruppo|hai cambiato l|ora sei amministratore
        الرسائل والمكالمات مشف|الرسائل في هذه الدردشة|تغيّر رمز أمان|تغير رمز أمان|لقد حظرت جهة|حظرت جهة الاتصال|لقد ألغيت حظر|قمت بتشغيل ميزة الرسائل|قمت بإيقاف ميزة الرسائل|أنشأت المجموعة|لقد أنشأت
        मैसेज और कॉल|मैसेजेस और कॉल्स|संदेश और कॉल|आपने इस कॉन्टैक्ट को ब्लॉक|आपने इस कॉन्टैक्ट को अनब्लॉक|आपने यह ग्रुप|आपने ग्रुप|आपका सुरक्षा कोड
        消息和通话都进行端到端加密|消息和通话已|消息和通话|訊息和通話經端對端加密|訊息和通話|訊息已受端對端加密|您已屏蔽|您屏蔽了|您已封鎖|您封鎖了|你封鎖了|您已解除|您创建了|您建立了|您开启了|您關閉了|您关闭了|您開啟了
        berichten en gesprekken worden|berichten en oproepen zijn|сообщения и звонки защищены|mesajlar ve aramalar uçtan uca|メッセージと通話はエンドツーエンド|메시지 및 전화는 종단간|pesan dan panggilan terenkripsi|ההודעות והשיחות מוצפנות|wiadomości i połączenia są w pełni|ข้อความและการโทรได้รับการเข้ารหัส
        """);

    private static readonly string[] s_happenings = Words(
        """
         created group | created this group| added | removed | left| changed the subject| changed this group| changed the group| changed their phone number| changed to | joined using| joined from| turned on disappearing| turned off disappearing| pinned a message| is now an admin|you added |you removed |you left| was added| requested to join
         creó el grupo| creó este grupo| añadió | agregó | te añadió| eliminó a | salió del grupo| salió| cambió el asunto| cambió el icono| cambió el ícono| cambió la descripción| cambió su número| se unió| activó los mensajes temporales| desactivó los mensajes temporales| fijó un mensaje|añadiste a|saliste
         hat die gruppe | hat den betreff| hat das gruppenbild| hat die gruppenbeschreibung| hinzugefügt| entfernt| beigetreten| zu einer neuen nummer gewechselt| hat selbstlöschende nachrichten| angepinnt| ist jetzt admin
         a créé le groupe| a créé ce groupe| a ajouté | vous a ajouté| a retiré | a quitté| a changé | a modifié | a rejoint| s'est joint| a activé les messages éphémères| a désactivé les messages éphémères| a épinglé
         criou o grupo| criou este grupo| adicionou | removeu | saiu| mudou o| mudou a| alterou | entrou usando| ativou as mensagens temporárias| desativou as mensagens temporárias| fixou uma mensagem
         ha creato il gruppo| ha creato questo gruppo| ha aggiunto | ti ha aggiunto| ha rimosso | ha abbandonato| ha cambiato | si è unito| ha attivato i messaggi effimeri| ha disattivato i messaggi effimeri| ha fissato
        أنشأ |أضاف |أضافك|غادر|أزال |غيّر |غيَّر |انضم |بتشغيل ميزة|بإيقاف ميزة
        ने ग्रुप| को जोड़ा| ने छोड़| को हटाया| शामिल हु|ने यह ग्रुप
        创建了群|建立了群|建立此群|创建了此群|添加了|加入了|新增了|移除了|退出了|离开了|離開了|更改了|变更了|變更了|移出了|开启了|開啟了|关闭了|關閉了
        """);

    private static readonly string[] s_disappearing =
        Words("disappearing message|message timer|mensajes temporales|selbstlöschende nachrichten|messages éphémères|mensagens temporárias|messaggi effimeri|ذاتية الاختفاء|गायब होने|限时消息|限時訊息|自动销毁|自動銷毀|阅后即焚");

    /// <summary>A sentence that WhatsApp writes into a conversation, whoever it is filed under.</summary>
    public static bool IsNotice(string text) => Array.Exists(s_beginnings, Cleaned(text).StartsWithOrdinal);

    /// <summary>What happened in a group; only to be asked of lines that nobody wrote.</summary>
    public static bool IsHappening(string text) => Array.Exists(s_happenings, (" " + Cleaned(text) + " ").ContainsOrdinal);

    /// <summary>Messages were set to disappear, or no longer to.</summary>
    public static bool IsAboutDisappearing(string text) => Array.Exists(s_disappearing, Cleaned(text).ContainsOrdinal);

    private static string Cleaned(string text) =>
        VisibleText.ForMatching(text.Length > LongestNotice ? text[..LongestNotice] : text).ToLowerInvariant().Replace('’', '\'');

    private static bool StartsWithOrdinal(this string text, string beginning) => text.StartsWith(beginning, StringComparison.Ordinal);

    private static bool ContainsOrdinal(this string text, string part) => text.Contains(part, StringComparison.Ordinal);

    private static string[] Words(string list) => list.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
