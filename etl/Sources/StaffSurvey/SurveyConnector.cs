using System.Runtime.CompilerServices;
using Insight.Etl.Landing;
using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging;

namespace Insight.Etl.Sources.StaffSurvey;

/// <summary>
/// Reads staff surveys: what staff think of digitalisation in eleven viewpoints and of their own well-being, and how many of those asked have answered. Fewer than five answers
/// give no results; groups that are too small are told together.
/// </summary>
/// <remarks>
/// Settings: <c>surveys</c>, <c>units</c>, <c>groups</c>, <c>questions</c> (text → member) and <c>municipalities</c>: see <see cref="MunicipalExport"/>; each may have lists of
/// its own and the name of its file of <c>invitations</c>, which is written as the answers are.
/// </remarks>
public sealed class SurveyConnector : IConnector
{
    /// <inheritdoc/>
    public string Name => "staff-survey-csv";

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source)
    {
        source.Settings.Knowing([.. SurveyWords.Lists, "municipalities"]);
        foreach (var export in Answers(source))
        {
            SurveyWords.Read(export.Own, source.Settings);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var export in Answers(source).Where(e => source.Origin != "deliveries" || origin.Has(e.File)))
        {
            var landed = await origin.LandAsync(new PayloadRequest(export.File, export.File), cancellationToken);
            SurveyFiles.RefuseIdentityCodes(landed, export.Format);
            yield return await Redaction.KeepAsync(landed, export.Format, SurveyFiles.AnswerColumns, cancellationToken);
        }

        await foreach (var file in MunicipalExport.FetchAsync(source, Invitations(source), origin, SurveyFiles.InvitationColumns, cancellationToken))
        {
            yield return file;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ExpectedFile> ExpectedFiles(SourceDefinition source) => MunicipalExport.Expected([.. Answers(source), .. Invitations(source)]);

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        CheckSettings(source);
        var invited = MunicipalExport.Landed(Invitations(source), files).ToDictionary(i => i.Export.Area, i => i.File, StringComparer.Ordinal);
        foreach (var (export, file) in MunicipalExport.Landed(Answers(source), files))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!invited.TryGetValue(export.Area, out var invitations))
            {
                throw new IncompleteDeliveryException($"Of {export.Area} '{file.Name}' has come without its invitations; without them nobody knows how many have not answered. Deliver both files.");
            }

            var words = SurveyWords.Read(export.Own, source.Settings);
            var reader = new SurveyFiles(export, words, staging);
            var results = new SurveyResults(file, export.Area, words, reader.ReadAnswers(file), reader.ReadInvitations(invitations));
            results.AddResponses(staging.Table("survey-responses"));
            results.AddDigital(staging.Table("digital-survey"));
            results.AddWellbeing(staging.Table("wellbeing-survey"));
        }
    }

    private static IReadOnlyList<MunicipalExport> Answers(SourceDefinition source) => MunicipalExport.All(source, "survey_answers_{0}.csv", [.. SurveyWords.Lists, "invitations"]);

    private static IReadOnlyList<MunicipalExport> Invitations(SourceDefinition source) =>
        [.. Answers(source).Select(e => e with { File = e.Own["invitations"].TextOr($"survey_invitations_{e.Area[2..]}.csv") })];
}
