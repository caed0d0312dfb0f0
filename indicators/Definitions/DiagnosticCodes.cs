namespace Insight.Indicators.Definitions;

/// <summary>
/// The codes of diagnostics. A code keeps its meaning for ever; a retired code is not used again. I0 files and fields, I1 inputs,
/// I2 formulas, I3 agreement between the parts of a definition, I4 the catalogue as a whole, I5 networks, I6 breaks and reforms, I7 targets, I8 planned forecasts.
/// </summary>
public static class DiagnosticCodes
{
    /// <summary>The file is not YAML, or repeats a key.</summary>
    public const string NotYaml = "I001";

    /// <summary>A field has another shape than expected (a list where a text belongs …).</summary>
    public const string WrongShape = "I002";

    /// <summary>A field that is needed is missing or empty.</summary>
    public const string MissingField = "I003";

    /// <summary>A field that this version does not know.</summary>
    public const string UnknownField = "I004";

    /// <summary>A name or description lacks a language.</summary>
    public const string MissingTranslation = "I005";

    /// <summary>A value is not one of those allowed.</summary>
    public const string BadChoice = "I006";

    /// <summary>A number is not a number, or out of its range.</summary>
    public const string BadNumber = "I007";

    /// <summary>A date is not a date, or a range ends before it starts.</summary>
    public const string BadDate = "I008";

    /// <summary>An id is not kebab-case.</summary>
    public const string BadId = "I009";

    /// <summary>The version is not a whole number from 1.</summary>
    public const string BadVersion = "I010";

    /// <summary>No source delivers this data set.</summary>
    public const string UnknownDataSet = "I101";

    /// <summary>The data set has no such measure.</summary>
    public const string UnknownMeasure = "I102";

    /// <summary>The data set has no such breakdown.</summary>
    public const string UnknownBreakdown = "I103";

    /// <summary>The data set cannot give the frequency.</summary>
    public const string UnknownFrequency = "I104";

    /// <summary>The data sets of one input hold the measure in different units or kinds.</summary>
    public const string UnlikeDataSets = "I105";

    /// <summary>An input that the formula does not use.</summary>
    public const string UnusedInput = "I106";

    /// <summary>A measure has a unit that is not in the list of units.</summary>
    public const string UnknownUnit = "I107";

    /// <summary>Rate and weight, which must be multiplied, follow different municipal divisions or come in different frequencies.</summary>
    public const string UnlikeWeights = "I108";

    /// <summary>A breakdown has the name of a column that every value has.</summary>
    public const string ReservedBreakdown = "I109";

    /// <summary>A filter takes members of a breakdown and leaves members of the same out.</summary>
    public const string BadFilter = "I110";

    /// <summary>The formula does not parse.</summary>
    public const string FormulaSyntax = "I201";

    /// <summary>The formula names an input that is not declared.</summary>
    public const string UnknownInput = "I202";

    /// <summary>The formula calls a function that does not exist.</summary>
    public const string UnknownFunction = "I203";

    /// <summary>A function is called with too few or too many arguments.</summary>
    public const string WrongArgumentCount = "I204";

    /// <summary>Terms of different units are added, or a share is taken of things that differ.</summary>
    public const string UnitMismatch = "I205";

    /// <summary>Rates would be summed or averaged.</summary>
    public const string MeanOfRates = "I206";

    /// <summary>Inputs are multiplied or divided by each other within an expression.</summary>
    public const string NotLinear = "I207";

    /// <summary>An argument is of the wrong kind (a number where an input belongs …).</summary>
    public const string WrongArgument = "I208";

    /// <summary>The result of the formula has not the declared unit.</summary>
    public const string WrongResultUnit = "I209";

    /// <summary>of(…) names no indicator of the catalogue, or one with errors.</summary>
    public const string UnknownReference = "I210";

    /// <summary>An indicator would be computed from itself.</summary>
    public const string Cycle = "I211";

    /// <summary>Another indicator is defined in a way that does not fit: other periods, another rule for years.</summary>
    public const string UnlikeDefinitions = "I212";

    /// <summary>A length of time is none, or is no whole number of periods, or covers only one.</summary>
    public const string BadSpan = "I213";

    /// <summary>A period to compare with is none, or is shorter than the periods of the indicator, or lies outside of them.</summary>
    public const string BadBase = "I214";

    /// <summary>Functions of time stand around each other in an order that has no meaning.</summary>
    public const string BadNesting = "I215";

    /// <summary>A median or percentile is asked of something that does not count cases.</summary>
    public const string NotCases = "I216";

    /// <summary>The aggregation class does not fit the formula's function.</summary>
    public const string WrongAggregation = "I301";

    /// <summary>Annual values from shorter periods need <c>annual: mean</c> or <c>annual: sum</c>.</summary>
    public const string MissingAnnualRule = "I302";

    /// <summary>A breakdown would be summed over although the measure is a rate.</summary>
    public const string RateOverBreakdown = "I303";

    /// <summary>The listed sources are not those of the data sets.</summary>
    public const string WrongSources = "I304";

    /// <summary>A limit counts persons, and the definition does not say, or says wrongly, which figure does.</summary>
    public const string BadPersons = "I305";

    /// <summary>The kind of variation does not fit the formula, or names what is not its numerator or denominator, or what another indicator does not have.</summary>
    public const string BadVariation = "I311";

    /// <summary>Two definitions, themes or networks have one id.</summary>
    public const string DuplicateId = "I401";

    /// <summary>The theme is not in themes.yml.</summary>
    public const string UnknownTheme = "I402";

    /// <summary>The file's name or folder is not that of its id and theme.</summary>
    public const string WrongPlace = "I403";

    /// <summary>The file of an older version has no newer one beside it, or not a lower number.</summary>
    public const string LoneVersion = "I404";

    /// <summary>Two versions hold for the same periods.</summary>
    public const string VersionsOverlap = "I405";

    /// <summary>Between two versions are periods for which none holds.</summary>
    public const string VersionGap = "I406";

    /// <summary>Versions differ in what must stay the same: theme, unit, breakdowns.</summary>
    public const string VersionsDiffer = "I407";

    /// <summary>The indicator that replaces a withdrawn one is none, or is withdrawn itself.</summary>
    public const string UnknownReplacement = "I408";

    /// <summary>An indicator is withdrawn before that was announced.</summary>
    public const string WithdrawnTooSoon = "I409";

    /// <summary>An area is not in the directory of areas.</summary>
    public const string UnknownArea = "I501";

    /// <summary>A network shows an indicator that is not in the catalogue.</summary>
    public const string UnknownIndicator = "I502";

    /// <summary>A network has too few members, or one twice at a time.</summary>
    public const string BadMembers = "I503";

    /// <summary>A break refers to a reform that is not in reforms.yml.</summary>
    public const string UnknownReform = "I601";

    /// <summary>A break names an area that its reform did not touch.</summary>
    public const string NotOfReform = "I602";

    /// <summary>A break says what its reform says.</summary>
    public const string SaidTwice = "I603";

    /// <summary>A target is set for an indicator that is not in the catalogue.</summary>
    public const string UnknownTargetIndicator = "I701";

    /// <summary>A target is set by a version of the definition that does not exist.</summary>
    public const string UnknownTargetVersion = "I702";

    /// <summary>A target's years, values and path do not fit together.</summary>
    public const string BadTargetPath = "I703";

    /// <summary>An area has two targets of one indicator for one year.</summary>
    public const string DuplicateTarget = "I704";

    /// <summary>A forecast is planned of an indicator that is not in the catalogue.</summary>
    public const string UnknownForecastIndicator = "I801";

    /// <summary>A planned forecast names a breakdown or a frequency that its indicator does not have.</summary>
    public const string NotOfForecastIndicator = "I802";
}
