using System.Text;
using System.Text.RegularExpressions;
using Insight.Etl.Deliveries;

namespace Insight.Etl.Tests.Deliveries;

/// <summary>What is said of delivered files is said in Finnish and Swedish too: every text with which the program refuses a row of one.</summary>
public sealed partial class PhrasesTests
{
    /// <summary>Rooms whose files no municipality delivers; their rows stand in the log of a run only.</summary>
    private static readonly string[] NotDelivered = ["Classifications", "Cubes", "Drift", "PxFile", "PxWeb2", "SdmxCsv", "Sotkanet", "StatFin", "Syke", "SykeMunicipalEmissions", "Synthetic"];

    [TestCase("not a number (decimal comma expected, as in 1 234,5)", "ei ole luku (odotetaan desimaalipilkkua, esimerkiksi 1 234,5)", "är inget tal (decimalkomma väntas, till exempel 1 234,5)")]
    [TestCase("not a period by month", "ei ole jakso, jonka pituus on kuukausi", "är ingen period av längden månad")]
    [TestCase("not from 0 to 100 (no share is more)", "ei ole väliltä 0–100 (no share is more)", "är inte från 0 till 100 (no share is more)")]
    [TestCase("a unit that is mapped to nothing", "yksikkö, jota ei ole yhdistetty mihinkään", "en enhet som inte är kopplad till något")]
    [TestCase("keep one of the two rows", "keep one of the two rows", "keep one of the two rows")]
    public void A_sentence_is_told_with_what_stands_in_it_and_an_unknown_one_stays(string english, string finnish, string swedish)
    {
        Assert.That((Phrases.In("fi").Of(english), Phrases.In("sv").Of(english), Phrases.In("en").Of(english)), Is.EqualTo((finnish, swedish, english)));
    }

    [TestCase(
        "Nothing of source 'energy' was loaded: 1 checks do not hold, 0 rows refused, 0 superseded by a later payload, 0 corrections applied\nstop: Energy/checks.yml:2: range of energy: 3 figures of heat are not at least 0. (no heat is less)\n    energy_016.csv:3: KU016 2024\n    … and 2 more",
        "Lähteestä 'energy' ei ladattu mitään: 1 tarkistusta ei täyty, 0 riviä hylättiin, 0 korvautui myöhemmällä tiedostolla, 0 korjausta tehtiin\npysäytys: Energy/checks.yml:2: range of energy: 3 suureen heat lukua ei ole vähintään 0. (no heat is less)\n    energy_016.csv:3: KU016 2024\n    … ja 2 muuta")]
    [TestCase(
        "source.yml:9: the producer has changed table 't': '1' now means 'Men', and what it meant ('Women') is '2': codes have changed places. Look at the table; if '1' is right, confirm it in source.yml: {code: 1, label: \"Men\"}. Nothing was loaded and what is published stays.",
        "source.yml:9: tuottaja on muuttanut jotakin: taulu 't': '1' tarkoittaa nyt 'Men', ja se mitä se tarkoitti ('Women') on '2': koodit ovat vaihtaneet paikkaa. Katso taulua; jos '1' on oikein, vahvista se tiedostossa source.yml: {code: 1, label: \"Men\"}. Mitään ei ladattu, ja julkaistu pysyy.")]
    [TestCase(
        "'t.json' has String where a figure belongs; nothing of it was loaded. The producer's format has changed or this is not its answer: compare https://producer.example/t with its documentation.",
        "'t.json' has String where a figure belongs; siitä ei ladattu mitään. Tuottajan muoto on muuttunut tai tämä ei ole sen vastaus: vertaa osoitetta https://producer.example/t sen ohjeisiin.")]
    public void Alerts_are_told_line_by_line_around_what_files_and_producers_say(string english, string finnish) => Assert.That(Phrases.In("fi").Of(english), Is.EqualTo(finnish));

    [Test]
    public void Every_finding_of_a_check_and_of_a_renaming_is_told_in_Finnish_and_Swedish()
    {
        string[] rooms = ["Checks", "Corrections", "Drift", "SotkanetDrift.cs", "PxTableFinder.cs"];
        var texts = Files(_ => true).Where(file => file.Split(Path.DirectorySeparatorChar).Intersect(rooms).Any())
            .SelectMany(file => FindingCall().Matches(File.ReadAllText(file)).Select(call => (File: Path.GetFileName(file), Text: Literals(File.ReadAllText(file), call.Index + call.Length).FirstOrDefault(text => text.Contains(' ') && text.EndsWith('.')))))
            .Where(found => found.Text is not null).ToList();
        var missing = texts.Where(t => Phrases.In("fi").Of(t.Text!) == t.Text || Phrases.In("sv").Of(t.Text!) == t.Text).Select(t => $"{t.File}: {t.Text}").Distinct().ToList();
        Assert.That(texts, Has.Count.GreaterThan(20), "the search finds the texts");
        Assert.That(missing, Is.Empty, "add them to etl/Deliveries/phrases.yml:\n" + string.Join('\n', missing));
    }

    [Test]
    public void Every_reason_and_remedy_of_a_delivered_row_is_told_in_Finnish_and_Swedish()
    {
        var texts = Files(file => !file.Split(Path.DirectorySeparatorChar).Intersect(NotDelivered).Any()).SelectMany(file => Refusals(File.ReadAllText(file)).Select(text => (File: Path.GetFileName(file), Text: text))).ToList();
        var missing = texts.Where(t => Phrases.In("fi").Of(t.Text) == t.Text || Phrases.In("sv").Of(t.Text) == t.Text).Select(t => $"{t.File}: {t.Text}").Distinct().ToList();
        Assert.That(texts, Has.Count.GreaterThan(120), "the search finds the texts");
        Assert.That(missing, Is.Empty, "add them to etl/Deliveries/phrases.yml:\n" + string.Join('\n', missing));
    }

    private static IEnumerable<string> Files(Func<string, bool> isMeant)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Insight.sln")))
        {
            root = root.Parent!;
        }

        return new[] { "etl/Sources", "etl/Staging" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root.FullName, folder), "*.cs", SearchOption.AllDirectories))
            .Where(isMeant);
    }

    /// <summary>The texts of calls that refuse a row: two literals after the column. What an interpolation holds becomes an example.</summary>
    private static IEnumerable<string> Refusals(string code)
    {
        foreach (Match call in RefusingCall().Matches(code))
        {
            var literals = Literals(code, call.Index + call.Length).ToList();
            foreach (var text in literals.Count >= 2 ? literals.TakeLast(2) : [])
            {
                yield return text;
            }
        }
    }

    /// <summary>The literals of a call up to its closing bracket.</summary>
    private static IEnumerable<string> Literals(string code, int at)
    {
        for (var depth = 1; depth > 0 && at < code.Length; at++)
        {
            depth += code[at] switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            if (code[at] == '"')
            {
                var (text, end) = Literal(code, at, code[at - 1] == '$');
                at = end;
                yield return text;
            }
        }
    }

    private static (string Text, int End) Literal(string code, int at, bool isInterpolated)
    {
        var text = new StringBuilder();
        for (at++; code[at] != '"'; at++)
        {
            if (isInterpolated && code[at] == '{')
            {
                at = EndOfHole(code, at);
                text.Append('7');
            }
            else
            {
                text.Append(code[at]);
            }
        }

        return (text.ToString(), at);
    }

    private static int EndOfHole(string code, int at)
    {
        for (var depth = 1; depth > 0;)
        {
            at++;
            if (code[at] == '"')
            {
                at = Literal(code, at, code[at - 1] == '$').End;
            }

            depth += code[at] switch { '{' => 1, '}' => -1, _ => 0 };
        }

        return at;
    }

    [GeneratedRegex(@"(?<![\w.])(?:Finding|new CheckFinding|DriftFinding\.(?:Alert|Stop)|Find|findings\.Add)\(")]
    private static partial Regex FindingCall();

    [GeneratedRegex(@"(?<![\w.])(?:table\.Refuse|Refuse|RowFault|Quarantine\.Add|new)\((?=\s*(?:at|row|column|measure|value|area|period|parts|person|day|number|name|started|breakdowns|refuse|table\.Text|written|column!|mapping|only)\b)")]
    private static partial Regex RefusingCall();
}
