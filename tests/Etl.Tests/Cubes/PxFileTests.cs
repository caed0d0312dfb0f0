using System.Text;
using Insight.Etl.Landing;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Cubes;

/// <summary>PX files of our own making in the shapes that producers write: languages, code pages, symbols, keys, periods; and broken ones.</summary>
public sealed class PxFileTests
{
    private const string Table = "format: px, measures: {figure: value}, symbols: {\".\": not-applicable, \"..\": not-available, \"...\": confidential, \"....\": not-collected, \".....\": unknown, \"......\": holiday, \"-\": 0}";

    private const string ByContents = "format: px, measures: {born: synt, died: kuol}, symbols: {\"..\": not-available}";

    private const string Plain = """
        CHARSET="ANSI";
        AXIS-VERSION="2013";
        CODEPAGE="iso-8859-15";
        LANGUAGE="fi";
        CREATION-DATE="20260401 08:00";
        DECIMALS=1;
        TITLE="Asukkaat muuttujina kunta; vuosi = "
        "31.12.";
        CONTENTS="Väestö";
        UNITS="henkilöä";
        STUB="Kunta";
        HEADING="Vuosi";
        VALUES("Kunta")="Asikkala","Hein"
        "ola";
        VALUES("Vuosi")="2024","2025";
        TIMEVAL("Vuosi")=TLIST(A1),"2024","2025";
        CODES("Kunta")="KU016","KU111";
        NOTE("Kunta")="Rajat; 1.1.2026";
        DATA=
        7900 7841 
        18000.5 -1;
        """;

    private static readonly string[] PlainRows = ["KU016 2024: 7900", "KU016 2025: 7841", "KU111 2024: 18000.5", "KU111 2025: -1"];

    [OneTimeSetUp]
    public void KnowOldEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [TestCase("iso-8859-15", "iso-8859-15")]
    [TestCase("windows-1252", "windows-1252")]
    [TestCase("utf-8", "utf-8")]
    [TestCase("iso-8859-1", "utf-8")]
    public void A_file_is_read_in_its_code_page_and_utf8_whatever_it_says(string said, string written)
    {
        using var files = new CubeFiles(Table.Replace("figure: value", "figure: value") + ", area: Kuntä");
        Assert.That(files.Stage(Encoding.GetEncoding(written).GetBytes(Plain.Replace("iso-8859-15", said).Replace("\"Kunta\"", "\"Kuntä\""))), Is.EqualTo(PlainRows));
    }

    [Test]
    public void A_file_without_a_code_page_tells_by_its_bytes()
    {
        using var files = new CubeFiles(Table);
        Assert.That(files.Stage(Encoding.GetEncoding("windows-1252").GetBytes(Plain.Replace("CODEPAGE=\"iso-8859-15\";", ""))), Is.EqualTo(PlainRows));
    }

    [Test]
    public void Cells_may_be_parted_by_commas_and_tabs_and_end_lines_as_Windows_does()
    {
        using var files = new CubeFiles(Table);
        Assert.That(files.Stage(Plain.Replace("7900 7841 ", "7900,7841\t").Replace("\n", "\r\n")), Is.EqualTo(PlainRows));
    }

    [TestCase("\".\"", "not-applicable")]
    [TestCase("\"..\"", "not-available")]
    [TestCase("..", "not-available")]
    [TestCase("\"...\"", "confidential")]
    [TestCase("\"\u2026\"", "confidential")]
    [TestCase("\"....\"", "not-collected")]
    [TestCase("\".....\"", "unknown")]
    [TestCase("\"......\"", "holiday")]
    [TestCase("\"-\"", "0")]
    [TestCase("-", "0")]
    public void One_to_six_dots_and_a_dash_mean_what_the_table_says(string symbol, string meaning)
    {
        using var files = new CubeFiles(Table);
        Assert.That(files.Stage(Encoding.GetEncoding("windows-1252").GetBytes(Plain.Replace("iso-8859-15", "windows-1252").Replace("7841", symbol)))[1], Is.EqualTo("KU016 2025: " + meaning));
    }

    [Test]
    public void A_symbol_that_the_settings_name_as_the_table_shows_it_is_found_by_DATASYMBOL()
    {
        using var files = new CubeFiles("format: px, measures: {figure: value}, symbols: {salattu: confidential, \"..\": not-available}");
        var shown = Plain.Replace("DECIMALS=1;", "DECIMALS=1;\nDATASYMBOL1=\"salattu\";\nDATASYMBOL2=\"ei tietoa\";").Replace("7900", "\".\"").Replace("7841", "\"..\"");
        Assert.That(files.Stage(shown).Take(2), Is.EqualTo(new[] { "KU016 2024: confidential", "KU016 2025: not-available" }));
    }

    [Test]
    public void A_symbol_that_nobody_explained_goes_to_quarantine()
    {
        using var files = new CubeFiles("format: px, measures: {figure: value}");
        Assert.That(files.Stage(Plain.Replace("7841", "\"..\"")), Is.EqualTo(PlainRows.Where((_, i) => i != 1)));
        Assert.That(files.Staging.Quarantine.Rows.Single().Reason, Does.Contain("neither a number nor a symbol"));
    }

    [TestCase("TLIST(M1),\"202511\",\"202512\"", Frequency.Monthly, "KU016 2025-12: 7841")]
    [TestCase("TLIST(Q1),\"20253\",\"20254\"", Frequency.Quarterly, "KU016 2025-Q4: 7841")]
    [TestCase("TLIST(M1,\"202511\"-\"202512\")", Frequency.Monthly, "KU016 2025-12: 7841")]
    [TestCase("TLIST(A1, \"2024\"-\"2025\")", Frequency.Annual, "KU016 2025: 7841")]
    public void Months_quarters_and_ranges_of_TIMEVAL_are_periods(string timeval, Frequency frequency, string row)
    {
        using var files = new CubeFiles(Table, frequency);
        Assert.That(files.Stage(Plain.Replace("TLIST(A1),\"2024\",\"2025\"", timeval).Replace("\"2024\",\"2025\";\nTIMEVAL", "\"syksy\",\"talvi\";\nTIMEVAL"))[1], Is.EqualTo(row));
    }

    [Test]
    public void Half_years_are_no_period_of_ours_and_go_to_quarantine()
    {
        using var files = new CubeFiles(Table);
        Assert.That(files.Stage(Plain.Replace("TLIST(A1),\"2024\",\"2025\"", "TLIST(H1),\"20251\",\"20252\"")), Is.Empty);
        Assert.That(files.Staging.Quarantine.Rows, Has.Count.EqualTo(4).And.All.Property("Reason").Contains("is not a period"));
    }

    [TestCase("KEYS(\"Kunta\")=CODES;", "KU111")]
    [TestCase("KEYS(\"Kunta\")=VALUES;", "Heinola")]
    public void With_keys_rows_that_are_not_there_are_zeros(string keys, string key)
    {
        using var files = new CubeFiles(Table);
        var sparse = Plain[..Plain.IndexOf("DATA=", StringComparison.Ordinal)] + $"{keys}\nDATA=\n\"{key}\" 18000.5 \"..\";\n";
        Assert.That(files.Stage(sparse), Is.EqualTo(new[] { "KU016 2024: 0", "KU016 2025: 0", "KU111 2024: 18000.5", "KU111 2025: not-available" }));
    }

    [TestCase("fi", "sukupuoli")]
    [TestCase("sv", "kön")]
    [TestCase("en", "sex")]
    public void A_file_of_several_languages_is_the_same_in_each(string language, string sex)
    {
        using var files = new CubeFiles(
            $"{ByContents}, breakdowns: {{sex: {{variable: {sex}, members: {{\"1\": male, \"2\": female}}}}}}", measures: ["born", "died"], breakdowns: ["sex"], settings: $"language: {language}");
        Assert.That(files.Stage(Languages), Is.EqualTo(new[] { "KU016 2025 male: 30 41", "KU016 2025 female: 28 not-available", "KU111 2025 male: 60 101", "KU111 2025 female: 61 99" }));
        Assert.That(files.Staging.Mappings["t"].Contents["synt"].Label, Is.EqualTo(language switch { "fi" => "Elävänä syntyneet", "sv" => "Levande födda", _ => "Live births" }));
    }

    [Test]
    public void A_table_with_a_variable_that_settings_do_not_fix_is_refused_and_read_when_they_do()
    {
        const string Settings = ByContents + ", ";
        using var loose = new CubeFiles(Settings + "area: alue", measures: ["born", "died"]);
        Assert.That(() => loose.Stage(Languages), Throws.TypeOf<PayloadException>().With.Message.Contains("has the variable 'sukup' with 2 values").And.Message.Contains("fixed: {sukup: …} with one of 1, 2"));
        using var fixedTo = new CubeFiles(Settings + "fixed: {sukup: \"2\"}", measures: ["born", "died"]);
        Assert.That(fixedTo.Stage(Languages), Is.EqualTo(new[] { "KU016 2025: 28 not-available", "KU111 2025: 61 99" }));
        Assert.That(fixedTo.Staging.Ignored, Is.EqualTo(new Dictionary<string, long> { ["sukup is not 2"] = 2 }));
    }

    [TestCase("18000.5 -1;", "18000.5 ;", "the cells end after 3 of 4 in line")]
    [TestCase("18000.5 -1;", "18000.5 -1 7;", "there is more behind the 4 cells")]
    [TestCase("18000.5 -1;", "18000.5 -1", "it does not end with a semicolon, so that its end was cut off")]
    [TestCase("18000.5 -1;", "18000.5 \"..;", "a quotation mark is not closed")]
    [TestCase("DATA=", "DATTA=", "is no whole PX file: ")]
    [TestCase("CODES(\"Kunta\")=\"KU016\",\"KU111\";", "CODES(\"Kunta\")=\"KU016\";", "has 2 VALUES of variable 'Kunta', but 1 CODES")]
    [TestCase("VALUES(\"Vuosi\")=\"2024\",\"2025\";", "", "has no VALUES(\"Vuosi\")")]
    [TestCase("TLIST(A1),", "LIST(A1),", "which is no TLIST")]
    [TestCase("STUB=\"Kunta\";\nHEADING=\"Vuosi\";", "", "has 0 variables")]
    [TestCase("iso-8859-15", "klingon-1", "which is no encoding that this program knows")]
    [TestCase("TITLE=\"", "TITLE=", "a comma or a semicolon is missing in line 8")]
    [TestCase("STUB=\"Kunta\";", "STUB=\"Kunta\"", "a comma or a semicolon is missing in line 12")]
    public void A_broken_file_is_refused_whole_with_its_place(string right, string wrong, string message)
    {
        using var files = new CubeFiles(Table);
        Assert.That(() => files.Stage(Encoding.Latin1.GetBytes(Plain.Replace(right, wrong))), Throws.TypeOf<PayloadException>().With.Message.Contains(message).And.Message.Contains("t.px"));
        Assert.That(files.Staging.Table("figures").RowCount, Is.Zero);
    }

    [TestCase("\"KU999\" 1 2;", "has a row of 'KU999', which is no value of variable 'Kunta'")]
    [TestCase("\"KU016\" 1 2 \"KU016\" 1 2;", "the row KU016 comes twice")]
    [TestCase("1 2;", "a row does not begin with its keys")]
    [TestCase("\"KU016\" 1;", "the cells end after 1 of 4")]
    public void Broken_keys_are_refused(string cells, string message)
    {
        using var files = new CubeFiles(Table);
        var sparse = Plain[..Plain.IndexOf("DATA=", StringComparison.Ordinal)] + "KEYS(\"Kunta\")=CODES;\nDATA=\n" + cells;
        Assert.That(() => files.Stage(sparse), Throws.TypeOf<PayloadException>().With.Message.Contains(message));
    }

    [Test]
    public void A_file_that_says_utf8_and_is_not_is_refused_with_the_line() =>
        Assert.That(() => Stage(Encoding.Latin1.GetBytes(Plain.Replace("iso-8859-15", "utf-8"))), Throws.TypeOf<PayloadException>().With.Message.Contains("t.px:9").And.Message.Contains("is not UTF-8"));

    [TestCase("")]
    [TestCase("<!DOCTYPE html><html><body>Huoltokatko</body></html>")]
    [TestCase("{\"error\":\"busy\"}")]
    public void What_is_no_PX_file_at_all_is_refused(string payload) =>
        Assert.That(() => Stage(Encoding.UTF8.GetBytes(payload)), Throws.TypeOf<PayloadException>().With.Message.Contains("is no whole PX file"));

    [Test]
    public void Every_beginning_of_a_file_is_refused_and_none_is_half_read()
    {
        var bytes = Encoding.Latin1.GetBytes(Plain);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.That(() => Stage(bytes[..length]), Throws.TypeOf<PayloadException>(), $"the first {length} bytes");
        }
    }

    private static IReadOnlyList<string> Stage(byte[] payload)
    {
        using var files = new CubeFiles(Table);
        return files.Stage(payload);
    }

    private const string Languages = """
        CHARSET="ANSI";CODEPAGE="utf-8";LANGUAGE="fi";LANGUAGES="fi","sv","en";
        STUB="alue","sukupuoli";STUB[sv]="område","kön";STUB[en]="area","sex";
        HEADING="vuosi","tiedot";HEADING[sv]="år","uppgifter";HEADING[en]="year","information";
        CONTVARIABLE="tiedot";VARIABLECODE("sukupuoli")="sukup";
        VALUES("alue")="Asikkala","Heinola";VALUES[sv]("område")="Asikkala","Heinola";VALUES[en]("area")="Asikkala","Heinola";
        VALUES("sukupuoli")="Miehet","Naiset";VALUES[sv]("kön")="Män","Kvinnor";VALUES[en]("sex")="Males","Females";
        VALUES("vuosi")="2025";VALUES("tiedot")="Elävänä syntyneet","Kuolleet";
        VALUES[sv]("uppgifter")="Levande födda","Döda";VALUES[en]("information")="Live births","Deaths";
        TIMEVAL("vuosi")=TLIST(A1),"2025";
        CODES("alue")="KU016","KU111";CODES("sukupuoli")="1","2";CODES("tiedot")="synt","kuol";
        UNITS("Kuolleet")="lukumäärä";
        DATA=
        30 41 28 ".." 
        60 101 61 99;
        """;
}
