using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Insight.Indicators.Compilation;
using Insight.Indicators.Formulas;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Tests.Formulas;

/// <summary>Writing and reading again gives the same: formulas, periods, numbers.</summary>
public sealed class FormulaTextTests
{
    private static readonly Gen<Period> AnyPeriod = Gen.Choose(1500, 2999).SelectMany(year => Gen.Choose(0, 16).Select(i => i switch
    {
        0 => Period.Year(year),
        <= 4 => Period.Quarter(year, i),
        _ => Period.Month(year, i - 4),
    }));

    private static readonly Gen<double> AnyNumber = Gen.OneOf(
        Gen.Choose(0, 5000).Select(i => (double)i),
        Gen.Choose(0, 1_000_000).Select(i => i / 997.0),
        Gen.Elements(1e-7, 1.5e-12, 1e15, 1.25e20, 0.1));

    private static readonly Gen<FormulaNode> Leaf = Gen.OneOf(
        AnyNumber.Select(number => (FormulaNode)new NumberNode(0, number)),
        Gen.Elements("a", "unemployed", "of_age", "_x1", "months").Select(name => (FormulaNode)new NameNode(0, name)),
        AnyPeriod.Where(period => period.Frequency != Frequency.Annual).Select(period => (FormulaNode)new PeriodNode(0, period)),
        Gen.Choose(1, 60).SelectMany(count => Gen.Elements(Frequency.Annual, Frequency.Quarterly, Frequency.Monthly).Select(unit => (FormulaNode)new SpanNode(0, count, unit))),
        Gen.Elements<FormulaNode>(
            new CallNode(0, "of", [new ReferenceNode(0, "ghg-total-hinku", null)]),
            new CallNode(0, "of", [new ReferenceNode(0, "employment-rate-18-64", 2)])));

    [Test]
    public void A_formula_is_read_as_it_was_written() => Prop.ForAll(Tree(4).Where(tree => FormulaText.Of(tree).Length < 1000).ToArbitrary(), tree =>
    {
        var errors = new List<FormulaError>();
        var text = FormulaText.Of(tree);
        var again = FormulaParser.Parse(text, errors);
        return (again is not null && Plain(again) == Plain(tree) && FormulaText.Of(again) == text).Label($"{text}: {string.Join(", ", errors)}");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Test]
    public void A_period_is_read_as_it_was_written() =>
        Prop.ForAll(AnyPeriod.ToArbitrary(), period => Period.Parse(period.ToString()) == period).Check(Config.QuickThrowOnFailure);

    [Test]
    public void A_number_is_read_as_it_was_written() => Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), number =>
    {
        var positive = Math.Abs(number.Item);
        return double.Parse(SqlText.Number(number.Item), CultureInfo.InvariantCulture) == number.Item
            && double.Parse(FormulaText.Of(new NumberNode(0, positive)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) == positive;
    }).Check(Config.QuickThrowOnFailure);

    [TestCase("share( a,b )", "share(a, b)")]
    [TestCase("sum((a + b) × 2 − (c − d))", "sum((a + b) * 2 - (c - d))")]
    [TestCase("sum(((a)) / (2 * 3))", "sum(a / (2 * 3))")]
    [TestCase("rolling( share(a,b) , 12   month)", "rolling(share(a, b), 12 months)")]
    [TestCase("index(sum(a), 2015-01)", "index(sum(a), 2015-01)")]
    [TestCase("sum(a - 2015 -1)", "sum(a - 2015 - 1)")]
    [TestCase("per( of( ghg-total-hinku@2 ) , a, 1000.0)", "per(of(ghg-total-hinku@2), a, 1000)")]
    public void Writing_takes_away_what_means_nothing(string text, string expected) => Assert.That(FormulaText.Of(FormulaParser.Parse(text, [])!), Is.EqualTo(expected));

    private static Gen<FormulaNode> Tree(int depth) => depth == 0 ? Leaf : Gen.Frequency(
        (2, Leaf),
        (3, Gen.Elements(TokenKind.Plus, TokenKind.Minus, TokenKind.Times, TokenKind.Divide).SelectMany(sign =>
            Tree(depth - 1).SelectMany(left => Tree(depth - 1).Select(right => (FormulaNode)new OperationNode(0, sign, left, right))))),
        (1, Tree(depth - 1).Select(operand => (FormulaNode)new NegationNode(0, operand))),
        (2, Gen.Elements("sum", "share", "lag", "nonsense").SelectMany(name =>
            Gen.ListOf(Tree(depth - 1), 2).Select(arguments => (FormulaNode)new CallNode(0, name, [.. arguments])))));

    /// <summary>The tree without positions, every operation in parentheses.</summary>
    private static string Plain(FormulaNode node) => node switch
    {
        NegationNode negation => $"(-{Plain(negation.Operand)})",
        OperationNode operation => $"({Plain(operation.Left)} {operation.Operator} {Plain(operation.Right)})",
        CallNode call => $"{call.Function}({string.Join(", ", call.Arguments.Select(Plain))})",
        _ => (node with { Position = 0 }).ToString(),
    };
}
