namespace Insight.Etl.Tests.Drift;

/// <summary>
/// Answers of Statistics Finland's PxWeb before and after 8 June 2026, in its wire shape: table 12r5 of the employment service statistics and
/// 11re of population. Names of tables, variables and contents are the producer's; the few figures are those of recorded/ (CC BY 4.0).
/// </summary>
internal static class StatFin2026
{
    public const string Settings = """
        tables:
          - name: tyonv
            path: StatFin/tyonv/statfin_tyonv_pxt_12r5.px
            dataset: register
            measures: {unemployed: TYOTTOMATLOPUSSA, labour_force: TYOVOIMATK}
            symbols: {"...": confidential}
          - name: vaerak
            path: StatFin/vaerak/statfin_vaerak_pxt_11re.px
            dataset: population
            measures: {population: vaesto}
            breakdowns: {sex: {variable: Sukupuoli, members: {SSS: total, "1": male}}}
        """;

    public static readonly IReadOnlyDictionary<string, string> Before = new Dictionary<string, string>
    {
        ["GET /fi/StatFin/tyonv/statfin_tyonv_pxt_12r5.px"] = """
            {"title":"Työnvälitystilasto","variables":[
              {"code":"Alue","text":"Alue","values":["KU016","KU111"],"valueTexts":["Asikkala","Heinola"]},
              {"code":"Kuukausi","text":"Kuukausi","values":["2026M04"],"valueTexts":["2026M04"],"time":true},
              {"code":"Tiedot","text":"Tiedot","values":["TYOTTOMATLOPUSSA","TYOVOIMATK","TYOTOSUUS"],"valueTexts":["Työttömät työnhakijat laskentapäivänä (lkm.)","Työvoima (lkm.)","Työttömien osuus työvoimasta (%)"]}]}
            """,
        ["POST /fi/StatFin/tyonv/statfin_tyonv_pxt_12r5.px"] = """
            {"columns":[{"code":"Alue","text":"Alue","type":"d"},{"code":"Kuukausi","text":"Kuukausi","type":"t"},{"code":"TYOTTOMATLOPUSSA","text":"Työttömät","type":"c"},{"code":"TYOVOIMATK","text":"Työvoima","type":"c"}],
             "data":[{"key":["KU016","2026M04"],"values":["380","3521"]},{"key":["KU111","2026M04"],"values":["1130","8200"]}]}
            """,
        ["GET /fi/StatFin/vaerak/statfin_vaerak_pxt_11re.px"] = """
            {"title":"Väestö","variables":[
              {"code":"Alue","text":"Alue","values":["KU016"],"valueTexts":["Asikkala"]},
              {"code":"Sukupuoli","text":"Sukupuoli","values":["SSS","1","2"],"valueTexts":["Yhteensä","Miehet","Naiset"]},
              {"code":"Vuosi","text":"Vuosi","values":["2025"],"valueTexts":["2025"],"time":true},
              {"code":"Tiedot","text":"Tiedot","values":["vaesto"],"valueTexts":["Väestö 31.12."]}]}
            """,
        ["POST /fi/StatFin/vaerak/statfin_vaerak_pxt_11re.px"] = """
            {"columns":[{"code":"Alue","type":"d"},{"code":"Sukupuoli","type":"d"},{"code":"Vuosi","type":"t"},{"code":"vaesto","type":"c"}],
             "data":[{"key":["KU016","SSS","2025"],"values":["7841"]},{"key":["KU016","1","2025"],"values":["3911"]}]}
            """,
    };

    public static readonly IReadOnlyDictionary<string, string> After = new Dictionary<string, string>
    {
        ["GET /fi/StatFin/tyonv"] = """[{"id":"12r5.px","type":"t","text":"12r5 -- Työnvälitystilaston keskeiset tiedot"},{"id":"12tf.px","type":"t","text":"12tf"},{"id":"vanhat","type":"l","text":"Vanhat"}]""",
        ["GET /fi/StatFin/tyonv/12r5.px"] = """
            {"title":"12r5","variables":[
              {"code":"timeperiod_m","text":"Kuukausi","values":["2026M04","2026M05"],"valueTexts":["2026M04","2026M05"],"time":true},
              {"code":"Alue","text":"Alue","values":["KU016","KU111"],"valueTexts":["Asikkala","Heinola"]},
              {"code":"contentscode","text":"Tiedot","values":["TYOTOSUUS","TYOTTOMATLOPUSSA","TYOVOIMATK"],"valueTexts":["Työttömien osuus työvoimasta (%)","Työttömät työnhakijat laskentapäivänä (lkm.)","Työvoima (lkm.)"]}]}
            """,
        ["POST /fi/StatFin/tyonv/12r5.px"] = """
            {"columns":[{"code":"timeperiod_m","type":"t"},{"code":"Alue","type":"d"},{"code":"TYOTTOMATLOPUSSA","type":"c"},{"code":"TYOVOIMATK","type":"c"}],
             "data":[{"key":["2026M04","KU016"],"values":["380","3521"]},{"key":["2026M04","KU111"],"values":["1130","8200"]},
                     {"key":["2026M05","KU016"],"values":["371","3521"]},{"key":["2026M05","KU111"],"values":["1118","8200"]}]}
            """,
        ["GET /fi/StatFin/vaerak"] = """[{"id":"11re.px","type":"t","text":"11re"},{"id":"11ra.px","type":"t","text":"11ra"}]""",
        ["GET /fi/StatFin/vaerak/11re.px"] = """
            {"title":"11re","variables":[
              {"code":"alue_23_20260101","text":"Alue","values":["KU016"],"valueTexts":["Asikkala"]},
              {"code":"sukupuoli_9_20180101","text":"Sukupuoli","values":["SSS","1","2"],"valueTexts":["Yhteensä","Miehet","Naiset"]},
              {"code":"timeperiod_y","text":"Vuosi","values":["2025"],"valueTexts":["2025"],"time":true},
              {"code":"contentscode","text":"Tiedot","values":["vaerak-vaesto","vaerak-vaesto_muutos"],"valueTexts":["Väestö 31.12.","Väestönmuutos"]}]}
            """,
        ["POST /fi/StatFin/vaerak/11re.px"] = """
            {"columns":[{"code":"alue_23_20260101","type":"d"},{"code":"sukupuoli_9_20180101","type":"d"},{"code":"timeperiod_y","type":"t"},{"code":"vaerak-vaesto","type":"c"}],
             "data":[{"key":["KU016","SSS","2025"],"values":["7841"]},{"key":["KU016","1","2025"],"values":["3911"]}]}
            """,
    };
}
