namespace Insight.Warehouse.Observations;

/// <summary>
/// What is to be known of one observation beside its number: the reason why it is missing, or a reservation on a number that is there.
/// Stored by <see cref="Code"/> beside every measure and value; an empty code is <see cref="Normal"/>.
/// </summary>
/// <param name="Code">Stable code, kebab-case, as stored and as served.</param>
/// <param name="ObsStatus">SDMX CL_OBS_STATUS code.</param>
/// <param name="ConfStatus">SDMX CL_CONF_STATUS code.</param>
/// <param name="IsMissing">Whether there is no number.</param>
/// <param name="Severity">Which status an aggregate or formula takes from its inputs: the highest wins.</param>
public sealed record ObservationStatus(string Code, char ObsStatus, char ConfStatus, bool IsMissing, int Severity)
{
    /// <summary>A number without reservations.</summary>
    public static readonly ObservationStatus Normal = new("", 'A', 'F', false, 0);

    /// <summary>A number of the asked municipal division, added up by us from the whole municipalities that have merged since; exact.</summary>
    public static readonly ObservationStatus Recalculated = new("recalculated", 'A', 'F', false, 5);

    /// <summary>A number less than half of the unit in which the producer shows it.</summary>
    public static readonly ObservationStatus NotSignificant = new("not-significant", 'N', 'F', false, 7);

    /// <summary>A preliminary number that the producer will revise.</summary>
    public static readonly ObservationStatus Provisional = new("provisional", 'P', 'F', false, 10);

    /// <summary>A number that the producer has not checked yet.</summary>
    public static readonly ObservationStatus Unvalidated = new("unvalidated", 'V', 'F', false, 12);

    /// <summary>A number of the asked municipal division of which a part was moved by the share of persons who moved.</summary>
    public static readonly ObservationStatus Apportioned = new("apportioned", 'E', 'F', false, 15);

    /// <summary>A number that the producer filled in for a missing one.</summary>
    public static readonly ObservationStatus Imputed = new("imputed", 'I', 'F', false, 17);

    /// <summary>A number reconstructed by us (aggregation class WEIGHTED) or estimated by the producer.</summary>
    public static readonly ObservationStatus Estimated = new("estimated", 'E', 'F', false, 20);

    /// <summary>A number of a period in which a strike disturbed what is counted.</summary>
    public static readonly ObservationStatus Strike = new("strike", 'S', 'F', false, 22);

    /// <summary>A number that follows another definition than the rest of the series.</summary>
    public static readonly ObservationStatus DefinitionDiffers = new("definition-differs", 'D', 'F', false, 24);

    /// <summary>A number that the producer calls unreliable, for example of a small sample.</summary>
    public static readonly ObservationStatus LowReliability = new("low-reliability", 'U', 'F', false, 26);

    /// <summary>The first number after a break in the series.</summary>
    public static readonly ObservationStatus Break = new("break", 'B', 'F', false, 30);

    /// <summary>A forecast; never stored among observations.</summary>
    public static readonly ObservationStatus Forecast = new("forecast", 'F', 'F', false, 40);

    /// <summary>The source delivered no row and does not say why.</summary>
    public static readonly ObservationStatus Unknown = new("unknown", 'O', 'F', true, 100);

    /// <summary>The producer says that the figure is not available (".." in Finnish tables).</summary>
    public static readonly ObservationStatus NotAvailable = new("not-available", 'O', 'F', true, 110);

    /// <summary>The figure cannot exist for this area and period ("." in many tables).</summary>
    public static readonly ObservationStatus NotApplicable = new("not-applicable", 'M', 'F', true, 120);

    /// <summary>Nothing is counted on this day or in this period, for example on a holiday.</summary>
    public static readonly ObservationStatus Holiday = new("holiday", 'H', 'F', true, 125);

    /// <summary>The figure exists but is not collected.</summary>
    public static readonly ObservationStatus NotCollected = new("not-collected", 'L', 'F', true, 130);

    /// <summary>The denominator is zero, so that the value has no meaning.</summary>
    public static readonly ObservationStatus ZeroDenominator = new("zero-denominator", 'M', 'F', true, 140);

    /// <summary>A period of the range is missing (an annual value needs all twelve months).</summary>
    public static readonly ObservationStatus PeriodIncomplete = new("period-incomplete", 'O', 'F', true, 150);

    /// <summary>At least one member of the aggregate has no value; no partial sums are shown.</summary>
    public static readonly ObservationStatus MemberMissing = new("member-missing", 'O', 'F', true, 160);

    /// <summary>The components are missing that the recalculation to the asked municipal division needs.</summary>
    public static readonly ObservationStatus NotRecalculable = new("not-recalculable", 'M', 'F', true, 170);

    /// <summary>The producer keeps the figure confidential ("..." in many tables).</summary>
    public static readonly ObservationStatus Confidential = new("confidential", 'Q', 'C', true, 180);

    /// <summary>Not released before a day that the producer has set.</summary>
    public static readonly ObservationStatus Embargo = new("embargo", 'Q', 'E', true, 182);

    /// <summary>For internal use only.</summary>
    public static readonly ObservationStatus InternalOnly = new("internal-only", 'Q', 'N', true, 184);

    /// <summary>Suppressed because one contributor dominates the figure, who could be told from it.</summary>
    public static readonly ObservationStatus DominanceOfOne = new("suppressed-dominance-one", 'Q', 'O', true, 186);

    /// <summary>Suppressed because two contributors dominate the figure: each could tell the other.</summary>
    public static readonly ObservationStatus DominanceOfTwo = new("suppressed-dominance-two", 'Q', 'T', true, 188);

    /// <summary>Suppressed by us for small counts (primary).</summary>
    public static readonly ObservationStatus Suppressed = new("suppressed", 'Q', 'A', true, 190);

    /// <summary>Suppressed by us so that another suppressed figure cannot be derived (secondary).</summary>
    public static readonly ObservationStatus SuppressedSecondary = new("suppressed-secondary", 'Q', 'D', true, 200);

    /// <summary>All statuses by severity; the position is the compact code used in memory.</summary>
    public static readonly IReadOnlyList<ObservationStatus> All =
    [
        Normal, Recalculated, NotSignificant, Provisional, Unvalidated, Apportioned, Imputed, Estimated, Strike, DefinitionDiffers,
        LowReliability, Break, Forecast, Unknown, NotAvailable, NotApplicable, Holiday, NotCollected, ZeroDenominator, PeriodIncomplete,
        MemberMissing, NotRecalculable, Confidential, Embargo, InternalOnly, DominanceOfOne, DominanceOfTwo, Suppressed,
        SuppressedSecondary,
    ];

    private static readonly Dictionary<string, ObservationStatus> ByCode = All.ToDictionary(status => status.Code, StringComparer.Ordinal);

    /// <summary>The status with a stored code; null or empty is <see cref="Normal"/>.</summary>
    /// <exception cref="FormatException">No status has this code.</exception>
    public static ObservationStatus FromCode(string? code) => ByCode.TryGetValue(code ?? "", out var status)
        ? status
        : throw new FormatException($"'{code}' is not an observation status; known are {string.Join(", ", ByCode.Keys.Where(k => k.Length > 0))}.");
}
