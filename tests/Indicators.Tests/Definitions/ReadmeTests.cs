using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Insight.Indicators.Definitions;
using Insight.Indicators.Formulas;

namespace Insight.Indicators.Tests.Definitions;

/// <summary>indicators/README.md tells authors what the program knows.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Text = Read();

    [Test]
    public void Names_every_function_and_every_unit()
    {
        Assert.That(FormulaFunction.All.Values.Select(function => function.Usage).Where(usage => !Text.Contains($"`{usage}`", StringComparison.Ordinal)), Is.Empty);
        Assert.That(Unit.Words.Where(word => !Regex.IsMatch(Text, $@"\b{Regex.Escape(word)}\b")), Is.Empty);
        Assert.That(DefinitionWords.Aggregations.Keys.Where(word => !Text.Contains($"`{word}`", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Covers_every_diagnostic_code()
    {
        var ranges = Range().Matches(Text).Select(match => (First: Number(match.Groups[1].Value), Last: Number(match.Groups[2].Value))).ToList();
        var codes = typeof(DiagnosticCodes).GetFields().Select(field => Number(((string)field.GetRawConstantValue()!)[1..])).ToList();
        Assert.That(codes.Where(code => !ranges.Exists(range => code >= range.First && code <= range.Last)), Is.Empty);
        Assert.That(ranges.Select(range => range.Last).Except(codes), Is.Empty, "ranges end with a code that exists");
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static string Read([CallerFilePath] string thisFile = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "indicators", "README.md"));

    [GeneratedRegex(@"^\| I(\d+)–I(\d+) ", RegexOptions.Multiline)]
    private static partial Regex Range();
}
