using ServiceBot.Understanding;
using ServiceBot.Understanding.Learning;

namespace ServiceBot.Tests.Understanding;

/// <summary>A desk with a handful of intents, learned once for all tests.</summary>
internal static class SmallDesk
{
    public static IReadOnlyList<Example> Examples { get; } = ExampleTable.Parse(
        """
        text	intent	category	lang
        VPNにつながらない	vpn_trouble	network	ja
        VPNが切れます	vpn_trouble	network	ja
        自宅からVPN接続できません	vpn_trouble	network	ja
        VPNのエラーが出て接続できない	vpn_trouble	network	ja
        the vpn will not connect	vpn_trouble	network	en
        vpn keeps dropping	vpn_trouble	network	en
        cannot connect to vpn from home	vpn_trouble	network	en
        my vpn connection fails	vpn_trouble	network	en
        パスワードを忘れました	password_reset	account	ja
        パスワードを再設定したい	password_reset	account	ja
        パスワードがわからない	password_reset	account	ja
        パスワードのリセットをお願いします	password_reset	account	ja
        i forgot my password	password_reset	account	en
        please reset my password	password_reset	account	en
        need a new password	password_reset	account	en
        lost my password	password_reset	account	en
        印刷できない	printer_trouble	printing	ja
        プリンターが動きません	printer_trouble	printing	ja
        プリンターから紙が出ない	printer_trouble	printing	ja
        複合機で印刷エラーになる	printer_trouble	printing	ja
        the printer does not print	printer_trouble	printing	en
        printer is offline	printer_trouble	printing	en
        printing does not work	printer_trouble	printing	en
        paper jam in the printer	printer_trouble	printing	en
        モニターが映らない	report_incident	hardware	ja
        monitor stays black	report_incident	hardware	en
        画面が真っ暗です	report_incident	hardware	ja
        シフト表のシステムが落ちている	report_incident	business_app	ja
        the roster system is down	report_incident	business_app	en
        シフト表のシステムに入れない	report_incident	business_app	ja
        はい	affirm		ja
        yes	affirm		en
        いいえ	deny		ja
        no	deny		en
        やめます	cancel		ja
        cancel	cancel		en
        担当者と話したい	talk_to_human		ja
        talk to an agent	talk_to_human		en
        今日の天気は	out_of_scope		ja
        明日は晴れますか	out_of_scope		ja
        おすすめのラーメン屋は	out_of_scope		ja
        カレーの作り方を教えて	out_of_scope		ja
        野球の試合の結果は	out_of_scope		ja
        what is the weather today	out_of_scope		en
        who won the baseball game	out_of_scope		en
        recommend a good ramen shop	out_of_scope		en
        how do i cook curry	out_of_scope		en
        will it rain tomorrow	out_of_scope		en
        """, "small.tsv").Examples;

    public static NgramClassifier Classifier { get; } = Training.Learn(Examples);

    public static Recognizer Recognizer { get; } = new(Classifier, Classifier.Thresholds);

    public static byte[] ModelBytes(NgramClassifier classifier)
    {
        using var stream = new MemoryStream();
        ModelFile.Write(classifier, stream);
        return stream.ToArray();
    }
}
