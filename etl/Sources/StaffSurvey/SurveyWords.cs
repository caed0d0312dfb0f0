using Insight.Etl.Sources.MunicipalExports;

namespace Insight.Etl.Sources.StaffSurvey;

/// <summary>What the words of a survey's files mean, and from how many answers on results are told.</summary>
/// <param name="Surveys">Text → digital-maturity or work-wellbeing.</param>
/// <param name="Units">Text of a unit → member (sectors).</param>
/// <param name="Groups">Text of a respondent group → member.</param>
/// <param name="Questions">Question → member of the breakdown viewpoint; questions of well-being are mapped to <see cref="Wellbeing"/>.</param>
internal sealed record SurveyWords(
    IReadOnlyDictionary<string, string> Surveys, IReadOnlyDictionary<string, string> Units, IReadOnlyDictionary<string, string> Groups,
    IReadOnlyDictionary<string, string> Questions)
{
    /// <summary>The survey of digitalisation.</summary>
    public const string Digital = "digital-maturity";

    /// <summary>The survey of well-being at work, and the mark of its questions.</summary>
    public const string Wellbeing = "work-wellbeing";

    /// <summary>With fewer answers in a municipality there are no results at all.</summary>
    public const int FewestAnswers = 5;

    /// <summary>Fewest persons in a group of the survey of digitalisation and in a unit whose response rate is told.</summary>
    public const int SmallestGroup = 5;

    /// <summary>Fewest persons in a sector whose well-being is told.</summary>
    public const int SmallestSector = 10;

    /// <summary>The lists of the settings.</summary>
    public static readonly IReadOnlyList<string> Lists = ["surveys", "units", "groups", "questions"];

    /// <summary>Reads the lists of a municipality, else the common ones.</summary>
    /// <exception cref="SettingsException">A survey is none that there is.</exception>
    public static SurveyWords Read(SettingsNode own, SettingsNode common) => new(
        WordList.Read(own, common, "surveys", Digital, Wellbeing), WordList.Read(own, common, "units", null), WordList.Read(own, common, "groups", null),
        WordList.Read(own, common, "questions", null));

    /// <summary>How many questions of well-being there are.</summary>
    public int WellbeingQuestions => Questions.Values.Count(member => member == Wellbeing);
}
