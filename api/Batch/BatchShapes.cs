using System.Text.Json;
using System.Text.Json.Nodes;
using Insight.Api.Problems;

namespace Insight.Api.Batch;

/// <summary>Questions for values.</summary>
/// <param name="Queries">1 to 200 questions: the parameters of /v1/values by name, and an id.</param>
public sealed record BatchRequest(IReadOnlyList<Dictionary<string, JsonElement>>? Queries);

/// <summary>The answers in the order of the questions.</summary>
/// <param name="Answers">One for each question.</param>
internal sealed record BatchSchema(IReadOnlyList<BatchAnswerSchema> Answers);

/// <summary>What was answered to one question.</summary>
/// <param name="Id">The question's id, or its place from 0 where it has none.</param>
/// <param name="Status">200, or the status of the problem.</param>
/// <param name="Answer">The answer of /v1/values; absent where there is a problem.</param>
/// <param name="Problem">What is wrong with the question; absent where there is an answer.</param>
internal sealed record BatchAnswerSchema(string Id, int Status, JsonNode? Answer, Problem? Problem);
