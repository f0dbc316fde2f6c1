using System.Collections.Frozen;

namespace ContactLog.Imports.WhatsApp;

/// <summary>What a line that WhatsApp itself wrote says.</summary>
internal enum Phrase
{
    /// <summary>Not one of them.</summary>
    None,

    /// <summary>A picture or file that the export left out.</summary>
    Omitted,

    /// <summary>Something that could be looked at once.</summary>
    ViewOnce,

    /// <summary>Deleted.</summary>
    Deleted,

    /// <summary>Deleted by whoever made the export.</summary>
    DeletedByExporter,

    /// <summary>It had not arrived yet.</summary>
    Waiting,

    /// <summary>A call nobody took.</summary>
    MissedCall,

    /// <summary>A call.</summary>
    Call,

    /// <summary>Beside a call: nobody took it.</summary>
    NoAnswer,

    /// <summary>The word null, by which some versions write a thing they cannot export.</summary>
    Null,
}

/// <summary>
/// The sentences of WhatsApp in the languages it is used in most (see the README for where they were seen). They are compared without marks,
/// angle brackets, final stops and case.
/// </summary>
internal static class Phrases
{
    private const int Longest = 120;

    private const string Omitted =
        """
        media omitted|image omitted|photo omitted|video omitted|video note omitted|video message omitted|audio omitted|voice message omitted|sticker omitted|gif omitted|document omitted|contact card omitted|file omitted
        multimedia omitido|archivo omitido|imagen omitida|video omitido|vídeo omitido|audio omitido|sticker omitido|gif omitido|documento omitido|tarjeta de contacto omitida|nota de video omitida|nota de vídeo omitida|mensaje de video omitido
        medien ausgeschlossen|medien weggelassen|bild weggelassen|video weggelassen|videonachricht weggelassen|audio weggelassen|sticker weggelassen|gif weggelassen|dokument weggelassen|kontaktkarte ausgelassen|kontaktkarte weggelassen
        médias omis|médias absents|fichier omis|image absente|vidéo absente|message vidéo absent|audio omis|audio absent|sticker omis|sticker absent|gif retiré|gif absent|document manquant|document absent|fiche contact manquante|fiche contact absente|fiche contact omise
        mídia omitida|mídia oculta|arquivo de mídia oculto|ficheiro não revelado|imagem ocultada|imagem omitida|imagem não revelada|vídeo ocultado|vídeo não revelado|áudio ocultado|áudio omitido|ficheiro de áudio não revelado|figurinha omitida|sticker não revelado|gif omitida|gif não revelada|documento ocultado|documento não revelado|cartão do contato omitido|contacto não revelado
        media omessi|media omesso|immagine omessa|video omesso|nota video omessa|audio omesso|sticker non incluso|sticker omesso|gif esclusa|gif omesso|documento omesso|scheda contatto omessa
        تم استبعاد الوسائط|لم يتم إدراج الصورة|لم يتم إدراج الفيديوهات|لم يتم إدراج المقاطع الصوتية|تم حذف الملصقات|لم يتم إدراج صورة gif|لم يتم إدراج المستند|لم يتم إدراج بطاقة جهة اتصال|الصورة غير مشمولة|الفيديو غير مشمول
        मीडिया के बिना|मीडिया हटाया गया|फ़ोटो हटाई गई|वीडियो छोड़ा गया|ऑडियो हटाई गयी|स्टिकर छोड़ा गया|gif छोड़ा गया|डॉक्यूमेंट छोड़ा गया|कॉन्टैक्ट कार्ड छोड़ा गया
        省略多媒体文件|媒体文件已略去|媒体省略|忽略多媒體檔|省略多媒體檔案|已略去多媒體檔案|圖片已略去|圖像已省略|图片已省略|照片已忽略|影片已略去|影片已省略|视频已忽略|视频已省略|音訊已略去|音訊已省略|音频已忽略|音频已省略|語音訊息已省略|貼圖已略去|貼圖已忽略|貼圖已省略|贴图已省略|gif 已略去|gif 圖片已被省略|gif 动态图已被忽略|gif已省略|文件已略去|文件已忽略|文件已省略|文档已省略|聯絡人卡片已略去|聯絡人卡片已省略|联系人卡片已忽略|聯絡人名片已省略
        media weggelaten|afbeelding weggelaten|video weggelaten|audio weggelaten|без медиафайлов|файл пропущен|изображение отсутствует|видео отсутствует|аудиофайл отсутствует|medya dahil edilmedi|medya atlanmış|görüntü dahil edilmedi|メディアなし|メディアは含まれていません|画像は含まれていません|미디어 파일 제외됨|미디어 파일을 생략한 대화내용|이미지 생략됨|media tidak disertakan|gambar tidak disertakan|המדיה לא נכללה|מדיה הושמטה|התמונה הושמטה|pominięto multimedia|obraz pominięty|สื่อถูกลบ|ไม่มีรูปภาพ|رسانه حذف شد|تصویر حذف شد
        """;

    private const string ViewOnce =
        """
        view once message omitted|view once voice message omitted|view once photo omitted|view once video omitted|you received a view once message. for added privacy, you can only open it on your phone|you sent a view once message. for added privacy, you can only open it on your phone|view once message|view once photo|view once video|view once voice message
        mensaje de visualización única omitido|mensaje de voz de visualización única omitido|einmalansicht|nachricht zur einmaligen ansicht weggelassen|message à vue unique omis|message vocal à vue unique omis|mensagem de visualização única ocultada|mensagem de voz de visualização única omitida|messaggio visualizzabile una volta omesso|messaggio vocale visualizzabile una volta omesso
        """;

    private const string Deleted =
        """
        this message was deleted|message deleted|this message was deleted by an admin|se eliminó este mensaje|este mensaje fue eliminado|mensaje eliminado|diese nachricht wurde gelöscht|ce message a été supprimé|esta mensagem foi apagada|esta mensagem foi apagada pelo remetente|esta mensagem foi eliminada|mensagem apagada|questo messaggio è stato eliminato|تم حذف هذه الرسالة|यह मैसेज डिलीट कर दिया गया है|यह संदेश मिटाया गया|यह मैसेज हटा दिया गया|这条消息已被删除|此消息已被删除|此消息已删除|信息已删除|此訊息已刪除|此訊息已被刪除
        dit bericht is verwijderd|данное сообщение удалено|bu mesaj silindi|このメッセージは削除されました|이 메시지는 삭제되었습니다|pesan ini telah dihapus|pesan ini dihapus|הודעה זו נמחקה|ta wiadomość została usunięta|ข้อความนี้ถูกลบแล้ว|این پیام حذف شده است
        """;

    private const string DeletedByExporter =
        """
        you deleted this message|you deleted this message as admin|eliminaste este mensaje|du hast diese nachricht gelöscht|vous avez supprimé ce message|você apagou esta mensagem|apagou esta mensagem|eliminou esta mensagem|hai eliminato questo messaggio|لقد حذَفت هذه الرسالة|لقد حذفت هذه الرسالة|أنت حذفت هذه الرسالة|حذفتَ هذه الرسالة|आपने यह मैसेज डिलीट किया|आपने यह संदेश मिटाया|आपने यह मैसेज हटाया|您已删除这条消息|您删除了此消息|您删除这个信息|您已刪除此訊息|你已刪除此訊息
        u hebt dit bericht verwijderd|je hebt dit bericht verwijderd|вы удалили данное сообщение|bu mesajı sildiniz|このメッセージを削除しました|삭제한 메시지입니다|anda telah menghapus pesan ini|usunąłeś(-ęłaś) tę wiadomość
        """;

    private const string Waiting =
        """
        waiting for this message. this may take a while|waiting for this message|esperando este mensaje. esto puede tomar tiempo|esperando el mensaje. esto puede tardar un poco|nachricht wird erwartet. dies kann eine weile dauern|en attente de ce message. cela peut prendre un moment|aguardando mensagem. essa ação pode levar alguns instantes|in attesa del messaggio. potrebbe volerci del tempo|正在等待此消息。这可能需要一段时间|正在等待此訊息。可能需要一點時間
        """;

    private const string MissedCall =
        """
        missed voice call|missed video call|missed group voice call|missed group video call|missed group call|missed call|silenced voice call|silenced video call
        llamada perdida|llamada de voz perdida|videollamada perdida|llamada de video perdida|llamada de voz grupal perdida|videollamada grupal perdida
        verpasster sprachanruf|verpasster videoanruf|verpasster anruf|verpasster gruppenanruf|verpasster gruppen-sprachanruf|verpasster gruppen-videoanruf
        appel vocal manqué|appel vidéo manqué|appel manqué|appel vocal de groupe manqué|appel vidéo de groupe manqué
        chamada de voz perdida|chamada de vídeo perdida|videochamada perdida|chamada perdida|ligação de voz perdida|ligação de vídeo perdida|ligação perdida
        chiamata vocale persa|videochiamata persa|chiamata persa|chiamata vocale di gruppo persa|videochiamata di gruppo persa
        مكالمة صوتية فائتة|مكالمة فيديو فائتة|مكالمة فائتة
        वॉइस कॉल मिस हुई|मिस्ड वॉइस कॉल|मिस्ड वीडियो कॉल|छूटी हुई ध्वनि कॉल|छूटी हुई वॉइस कॉल|छूटी हुई विडियो कॉल|मिस्ड कॉल
        未接语音通话|未接视频通话|未接语音来电|未接视频来电|未接来电|未接語音通話|未接視像通話|未接視訊通話|未接語音來電|未接視訊來電|未接來電
        gemiste spraakoproep|gemist spraakgesprek|gemiste video-oproep|gemist videogesprek|пропущенный аудиозвонок|пропущенный видеозвонок|cevapsız sesli arama|cevapsız görüntülü arama|不在着信|音声通話不在着信|ビデオ通話不在着信|부재중 전화|부재중 영상통화|panggilan suara tak terjawab|panggilan video tak terjawab|שיחה קולית שלא נענתה|שיחת וידאו שלא נענתה|nieodebrane połączenie|nieodebrane połączenie głosowe|สายที่ไม่ได้รับ|วิดีโอคอลที่ไม่ได้รับ
        """;

    private const string Call =
        """
        voice call|video call|group voice call|group video call|call|llamada de voz|videollamada|llamada|sprachanruf|videoanruf|anruf|appel vocal|appel vidéo|appel|chamada de voz|chamada de vídeo|videochamada|ligação de voz|ligação de vídeo|chiamata vocale|videochiamata|chiamata|مكالمة صوتية|مكالمة فيديو|वॉइस कॉल|वीडियो कॉल|语音通话|视频通话|語音通話|視像通話|視訊通話
        """;

    private const string NoAnswer =
        """
        no answer|not answered|declined|sin respuesta|no contestada|keine antwort|nicht angenommen|sans réponse|pas de réponse|sem resposta|não atendida|nessuna risposta|لم يتم الرد|لا يوجد رد|कोई जवाब नहीं|无应答|无人接听|未接听|無人接聽|無應答|tap to call back|tap to call|click to call back|toca para devolver la llamada|tippe, um zurückzurufen|zum zurückrufen tippen|appuyez pour rappeler|toque para ligar de volta|toque para retornar|tocca per richiamare|点击回拨|點按以回撥
        """;

    /// <summary>The words of <c>&lt;attached: name&gt;</c>, iPhone.</summary>
    public static readonly FrozenSet<string> Attached =
        Words("attached|adjunto|anhang|angehängt|pièce jointe|allegato|anexo|anexado|anexada|المُرفق|المرفق|مرفق|अटैच किया गया|संलग्न|附件|已附加|bijgevoegd|bijlage|прикреплено|вложение|додано|eklendi|ekli dosya|첨부됨|첨부|添付ファイル|添付|terlampir|dilampir|đính kèm|מצורף|załączono|bifogat|vedlagt|vedhæftet|liite|příloha|príloha|csatolva|priloženo|atașare|επισυνάφθηκε|แนบ|پیوست|adjunt");

    /// <summary>The words of <c>name (file attached)</c>, Android.</summary>
    public static readonly FrozenSet<string> FileAttached =
        Words("file attached|archivo adjunto|archivo adjuntado|datei angehängt|fichier joint|arquivo anexado|ficheiro anexado|file allegato|الملف مرفق|ملف مرفق|फ़ाइल अटैच की गई|फाइल अटैच कर दी गई है|फ़ाइल संलग्न|फाइल संलग्न|文件附件|附件檔案|檔案附件|bestand bijgevoegd|файл добавлен|файл додано|dosya ekli|添付ファイル|添付ファイル有り|파일 첨부됨|file terlampir|fail dilampirkan|tệp đính kèm|קובץ מצורף|załączony plik|plik dołączony|bifogad fil|vedlagt fil|fil vedhæftet|liitetiedosto|soubor byl přiložen|súbor pripojený|fájl csatolva|datoteka u privitku|fișier atașat|συνημμένο αρχείο|ไฟล์ที่แนบ|arxiu adjunt");

    /// <summary>The words of the mark at the end of an edited message.</summary>
    public static readonly FrozenSet<string> Edited =
        Words("this message was edited|you edited this message|se editó este mensaje|este mensaje fue editado|editaste este mensaje|mensaje editado|diese nachricht wurde bearbeitet|ce message a été modifié|esta mensagem foi editada|mensagem editada|questo messaggio è stato modificato|تم تعديل هذه الرسالة|इस मैसेज में बदलाव किया गया|इस मैसेज को एडिट किया गया|यह मैसेज एडिट किया गया है|已编辑此消息|此消息已编辑|这条消息已被编辑|此訊息已編輯|已編輯此訊息|dit bericht is bewerkt|данное сообщение изменено|bu mesaj düzenlendi|pesan ini diedit");

    private static readonly FrozenDictionary<string, Phrase> s_phrases = Table();
    private static readonly FrozenDictionary<string, Phrase>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_phrases.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a whole line says.</summary>
    public static Phrase Of(ReadOnlySpan<char> line)
    {
        Span<char> clean = stackalloc char[Longest];
        return Clean(line, clean) is > 0 and var length && s_lookup.TryGetValue(clean[..length], out var phrase) ? phrase : Phrase.None;
    }

    /// <summary>Whether a whole line is one of some words.</summary>
    public static bool Is(FrozenSet<string> words, ReadOnlySpan<char> line)
    {
        Span<char> clean = stackalloc char[Longest];
        return Clean(line, clean) is > 0 and var length && words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(clean[..length]);
    }

    // The length, or 0 when it is too long to be one.
    private static int Clean(ReadOnlySpan<char> line, Span<char> clean)
    {
        var length = 0;
        foreach (var c in line)
        {
            if (VisibleText.IsMark(c))
            {
                continue;
            }

            if (length == clean.Length)
            {
                return 0;
            }

            clean[length++] = char.IsWhiteSpace(c) ? ' ' : char.ToLowerInvariant(c);
        }

        ReadOnlySpan<char> all = clean[..length];
        var trimmed = all.Trim(' ').TrimStart('<').TrimEnd('>').Trim(' ').TrimEnd(['.', '。', '।', '.']);
        trimmed.CopyTo(clean);
        return trimmed.Length;
    }

    private static FrozenDictionary<string, Phrase> Table()
    {
        var table = new Dictionary<string, Phrase>(StringComparer.Ordinal) { ["null"] = Phrase.Null };
        foreach (var (phrase, list) in new[]
        {
            (Phrase.Deleted, Deleted), (Phrase.DeletedByExporter, DeletedByExporter), (Phrase.ViewOnce, ViewOnce), (Phrase.Omitted, Omitted),
            (Phrase.Waiting, Waiting), (Phrase.MissedCall, MissedCall), (Phrase.Call, Call), (Phrase.NoAnswer, NoAnswer),
        })
        {
            foreach (var one in Words(list))
            {
                table.TryAdd(one, phrase);
            }
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static FrozenSet<string> Words(string list) =>
        list.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
}
