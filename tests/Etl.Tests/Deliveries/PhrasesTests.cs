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

    [Test]
    public void Every_reason_and_remedy_of_a_delivered_row_is_told_in_Finnish_and_Swedish()
    {
        var texts = Files().SelectMany(file => Refusals(File.ReadAllText(file)).Select(text => (File: Path.GetFileName(file), Text: text))).ToList();
        var missing = texts.Where(t => Phrases.In("fi").Of(t.Text) == t.Text || Phrases.In("sv").Of(t.Text) == t.Text).Select(t => $"{t.File}: {t.Text}").Distinct().ToList();
        Assert.That(texts, Has.Count.GreaterThan(120), "the search finds the texts");
        Assert.That(missing, Is.Empty, "add them to etl/Deliveries/phrases.yml:\n" + string.Join('\n', missing));
    }

    private static IEnumerable<string> Files()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Insight.sln")))
        {
            root = root.Parent!;
        }

        return new[] { "etl/Sources", "etl/Staging" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root.FullName, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Intersect(NotDelivered).Any());
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

    [GeneratedRegex(@"(?<![\w.])(?:table\.Refuse|Refuse|RowFault|Quarantine\.Add|new)\((?=\s*(?:at|row|column|measure|value|area|period|parts|person|day|number|name|started|breakdowns|refuse|table\.Text|written|column!|mapping|only)\b)")]
    private static partial Regex RefusingCall();
}
