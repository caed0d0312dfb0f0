using System.Globalization;
using Insight.Indicators.Definitions;

namespace Insight.Indicators.Formulas;

/// <summary>Checks the functions that make values of inputs: sum, share, per, weighted, published, median, percentile.</summary>
internal sealed class ValueReader(LinearReader reader, ICollection<FormulaError> errors)
{
    /// <summary>The formula that a call stands for; its number of arguments is right. Null when errors were added.</summary>
    public CheckedFormula? Read(CallNode call) => call.Function switch
    {
        "sum" => Sum(call),
        "share" => Share(call),
        "per" => Per(call),
        "weighted" => Weighted(call),
        "published" => Published(call),
        "median" => Cases(call, 50),
        "percentile" => reader.Number(call.Arguments[1]) is { } percent ? Cases(call, percent) : null,
        _ => throw new InvalidOperationException($"Function {call.Function} makes values, but the checker does not know how."),
    };

    private CheckedFormula? Sum(CallNode call) =>
        reader.Amount(call.Arguments[0]) is { } amount ? new(FormulaKind.Sum, amount.Expression, null, 1, amount.Unit) : null;

    private CheckedFormula? Share(CallNode call)
    {
        var (part, whole) = (reader.Amount(call.Arguments[0]), reader.Amount(call.Arguments[1]));
        if (part is null || whole is null)
        {
            return null;
        }

        return part.Value.Unit.SameAs(whole.Value.Unit)
            ? Ratio(part.Value, whole.Value, 100)
            : Refuse(
                DiagnosticCodes.UnitMismatch,
                call,
                $"{part.Value.Unit} cannot be a share of {whole.Value.Unit}",
                "a share is a part of a whole of the same unit; else write per(amount, of, multiplier)");
    }

    private CheckedFormula? Per(CallNode call)
    {
        var (amount, of, multiplier) = (reader.Amount(call.Arguments[0]), reader.Amount(call.Arguments[1]), reader.Number(call.Arguments[2]));
        return amount is null || of is null || multiplier is null ? null : Ratio(amount.Value, of.Value, multiplier.Value);
    }

    private static CheckedFormula Ratio(
        (LinearExpression Expression, Unit Unit) over,
        (LinearExpression Expression, Unit Unit) under,
        double multiplier) =>
        new(
            FormulaKind.Ratio,
            over.Expression,
            under.Expression,
            multiplier,
            Unit.Quotient($"{over.Unit}/{under.Unit}", over.Unit, under.Unit));

    private CheckedFormula? Weighted(CallNode call)
    {
        var (rate, weight, multiplier) = (reader.Figure(call.Arguments[0]), reader.Amount(call.Arguments[1]), reader.Number(call.Arguments[2]));
        if (rate is null || weight is null || multiplier is null)
        {
            return null;
        }

        var unit = weight.Value.Unit;
        if (!rate.Unit.IsRate || (rate.Unit.PerKind.Length > 0 && rate.Unit.PerKind != unit.Kind))
        {
            return Refuse(
                DiagnosticCodes.UnitMismatch,
                call,
                $"'{rate.Name}' ({rate.Unit}) is no rate per {unit}",
                "weight a rate by what it is a rate of; use published(figure) for indices and scores");
        }

        if (weight.Value.Expression.Terms.Any(term => term.Lag is not null))
        {
            return Refuse(DiagnosticCodes.BadNesting, call.Arguments[1], "the weight of a rate is of another period", "weight a rate by what it is a rate of in the same period");
        }

        var needed = rate.Unit.PerSize / unit.Size;
        return Unit.Near(needed, multiplier.Value)
            ? new(FormulaKind.Weighted, new([new(1, rate.Name)]), weight.Value.Expression, multiplier.Value, rate.Unit)
            : Refuse(
                DiagnosticCodes.WrongArgument,
                call.Arguments[2],
                string.Create(CultureInfo.InvariantCulture, $"the multiplier {multiplier} does not belong to a rate in {rate.Unit}"),
                string.Create(CultureInfo.InvariantCulture, $"write {needed}"));
    }

    private CheckedFormula? Published(CallNode call) =>
        reader.Figure(call.Arguments[0]) is { } figure ? new(FormulaKind.Published, new([new(1, figure.Name)]), null, 1, figure.Unit) : null;

    private CheckedFormula? Cases(CallNode call, double percent)
    {
        if (percent is not (>= 1 and <= 99))
        {
            return Refuse(
                DiagnosticCodes.WrongArgument,
                call.Arguments[^1],
                string.Create(CultureInfo.InvariantCulture, $"{percent} is no percentage of cases"),
                "write a number from 1 to 99, such as 90");
        }

        if (reader.Figure(call.Arguments[0]) is not { } cases)
        {
            return null;
        }

        var counts = cases is { Additive: true, Unit.IsRate: false, CaseBreakdowns.Count: 1 };
        return counts && Unit.TryParse(cases.CaseBreakdowns[0], out var unit)
            ? new(FormulaKind.Pooled, new([new(1, cases.Name)]), null, 1, unit) { Percentile = new(percent, cases.CaseBreakdowns[0]) }
            : Refuse(
                DiagnosticCodes.NotCases,
                call.Arguments[0],
                $"'{cases.Name}' does not count cases by how much each took{(cases.CaseBreakdowns.Count > 1 ? $": both {string.Join(" and ", cases.CaseBreakdowns)} would do" : "")}",
                "name one data set with a count and one breakdown of numbers without a total, called days, hours or points; a median cannot be made of medians");
    }

    private CheckedFormula? Refuse(string code, FormulaNode node, string message, string hint)
    {
        errors.Add(new(code, node.Position, message, hint));
        return null;
    }
}
