using Insight.Etl.Landing;
using Insight.Etl.Staging;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.StaffSurvey;

/// <summary>Sums of scores and counts of persons of a municipality's surveys.</summary>
internal sealed class SurveyResults(
    LandedFile file, string area, SurveyWords words, IReadOnlyList<SurveyAnswer> answers, IReadOnlyList<SurveyInvitation> invitations)
{
    /// <summary>Who answered and who was asked, by survey and by unit.</summary>
    public void AddResponses(StagedTable table)
    {
        foreach (var year in invitations.GroupBy(i => i.Year))
        {
            var own = answers.Where(a => a.Year == year.Key).ToList();
            Add(table, year.Key, DefaultMember.Total, DefaultMember.Total, own, year);
            foreach (var survey in year.GroupBy(i => i.Survey))
            {
                Add(table, year.Key, survey.Key, DefaultMember.Total, own.Where(a => a.Survey == survey.Key), survey);
            }

            var members = SmallGroups.Merge(year.GroupBy(i => i.Unit).ToDictionary(u => u.Key, u => u.Sum(i => i.Reached)), SurveyWords.SmallestGroup);
            foreach (var unit in year.Where(i => members.ContainsKey(i.Unit)).GroupBy(i => members[i.Unit]))
            {
                Add(table, year.Key, DefaultMember.Total, unit.Key, own.Where(a => members.GetValueOrDefault(a.Unit) == unit.Key), unit);
            }
        }
    }

    /// <summary>Scores of the eleven viewpoints, all, each, and by group of respondents.</summary>
    public void AddDigital(StagedTable table)
    {
        foreach (var year in answers.Where(a => a.Survey == SurveyWords.Digital).GroupBy(a => a.Year))
        {
            AddScores(table, year.Key, DefaultMember.Total, DefaultMember.Total, [.. year], RespondentsOf(year));
            foreach (var viewpoint in year.GroupBy(a => a.Question))
            {
                AddScores(table, year.Key, viewpoint.Key, DefaultMember.Total, [.. viewpoint], RespondentsOf(viewpoint));
            }

            var members = SmallGroups.Merge(year.GroupBy(a => a.Group).ToDictionary(g => g.Key, RespondentsOf), SurveyWords.SmallestGroup);
            foreach (var group in year.Where(a => members.ContainsKey(a.Group)).GroupBy(a => members[a.Group]))
            {
                AddScores(table, year.Key, DefaultMember.Total, group.Key, [.. group], RespondentsOf(group));
            }
        }
    }

    /// <summary>Sums of the respondents' own means, all and by sector; who answered fewer than half of the questions is not counted.</summary>
    public void AddWellbeing(StagedTable table)
    {
        foreach (var year in answers.Where(a => a.Survey == SurveyWords.Wellbeing).GroupBy(a => a.Year))
        {
            var means = year.GroupBy(a => a.Respondent).Where(r => r.Count() * 2 >= words.WellbeingQuestions).Select(r => (r.First().Unit, Mean: r.Average(a => (decimal)a.Score))).ToList();
            Add(DefaultMember.Total, means, SurveyWords.FewestAnswers);
            var members = SmallGroups.Merge(means.CountBy(m => m.Unit).ToDictionary(), SurveyWords.SmallestSector);
            foreach (var sector in means.Where(m => members.ContainsKey(m.Unit)).GroupBy(m => members[m.Unit]))
            {
                Add(sector.Key, [.. sector], SurveyWords.SmallestSector);
            }

            void Add(string sector, IReadOnlyList<(string Unit, decimal Mean)> own, int fewest) => table.Add(
                file, 1, area, Period.Year(year.Key), [sector], Told(own.Count, fewest, Measured.Of((double)own.Sum(m => m.Mean)), Measured.Of(own.Count), Measured.Of((double)own.Sum(m => m.Mean * m.Mean))));
        }
    }

    private static int RespondentsOf(IEnumerable<SurveyAnswer> some) => some.Select(a => (a.Survey, a.Respondent)).Distinct().Count();

    /// <summary>Σ of the squares of the respondents' own means.</summary>
    private static double SquaresOf(IEnumerable<SurveyAnswer> some) =>
        (double)some.GroupBy(a => (a.Survey, a.Respondent)).Select(respondent => respondent.Average(a => (decimal)a.Score)).Sum(mean => mean * mean);

    private void Add(StagedTable table, int year, string survey, string unit, IEnumerable<SurveyAnswer> own, IEnumerable<SurveyInvitation> asked)
    {
        var reached = asked.Sum(i => i.Reached);
        table.Add(file, 1, area, Period.Year(year), [survey, unit], Told(reached, SurveyWords.SmallestGroup, Measured.Of(RespondentsOf(own)), Measured.Of(reached)));
    }

    private void AddScores(StagedTable table, int year, string viewpoint, string group, IReadOnlyList<SurveyAnswer> own, int respondents) => table.Add(
        file, own[0].Line, area, Period.Year(year), [viewpoint, group],
        Told(respondents, SurveyWords.FewestAnswers, Measured.Of(own.Sum(a => a.Score)), Measured.Of(own.Count), Measured.Of(respondents), Measured.Of(SquaresOf(own))));

    /// <summary>The figures, or nothing where they come from too few persons.</summary>
    private static Measured[] Told(int persons, int fewest, params Measured[] figures) =>
        persons >= fewest ? figures : [.. figures.Select(_ => Measured.Missing(ObservationStatus.Suppressed))];
}
