namespace Insight.Indicators.Definitions;

/// <summary>By what a figure varies when nothing has changed; decides which test of change and which interval apply.</summary>
public enum VariationKind
{
    /// <summary>A total of a register or a measurement: no sampling error; what is usual shows in the figure's own past.</summary>
    Register,

    /// <summary>A number of independent events (crimes, accidents), maybe over a population: the numerator varies as a Poisson count.</summary>
    Counts,

    /// <summary>A share, or with <c>squares</c> a mean of scores, found by asking some of a population.</summary>
    Sample,
}

/// <summary>The field <c>variation</c> of a definition.</summary>
/// <param name="Kind">By what it varies; register where the field is left out.</param>
/// <param name="Respondents">
/// Samples: where the number of respondents stands: <c>numerator</c> or <c>denominator</c> of the indicator, or of another one
/// (<c>survey-response-rate.numerator</c>, with members of its breakdowns <c>survey-response-rate.denominator[survey=work-wellbeing]</c>). Authors may also write the name of an input that stands there alone; null for the other kinds.
/// </param>
/// <param name="Population">Samples: where the number of those who could have answered stands, in the same form; null when it is not known.</param>
public sealed record Variation(VariationKind Kind, string? Respondents, string? Population)
{
    /// <summary>
    /// Samples of scores: where the sum of the squares of the respondents' scores stands, in the same form; null where the figure is a share. With it and the
    /// number of respondents n the spread is known: s² = (Σ x² − n·mean²) ÷ (n − 1).
    /// </summary>
    public string? Squares { get; init; }

    /// <summary>Above the line.</summary>
    public const string Numerator = "numerator";

    /// <summary>Below the line.</summary>
    public const string Denominator = "denominator";

    /// <summary>The default: a register total.</summary>
    public static readonly Variation Register = new(VariationKind.Register, null, null);
}
