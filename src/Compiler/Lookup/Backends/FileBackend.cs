using Bunraku.Model;
using Bunraku.Text;

namespace Bunraku.Compiler;

/// <summary>Data in files, each a hash from keys to values.</summary>
/// <param name="format">The format's name in sentences: <c>yaml</c>.</param>
internal abstract class FileBackend(string functionName, string format)
    : LookupBackend(BackendKind.DataHash, functionName)
{
    protected abstract DataTreeResult Parse(SourceFile file);

    public override Value? Find(BackendRequest request)
    {
        var key = request.Key.Root;
        var path = request.Place.Path ?? throw new EvaluationException(MissingPath(request.Level.Entry));
        var file = FileOf(path, request);
        if (file.Find(key) is not { } entry)
        {
            request.Lookup.Explainer?.NotFound(key);
            return null;
        }
        if (entry.OddType is { } odd)
        {
            throw new EvaluationException(
                LookupDiagnostics.InvalidValue(
                    $"Value for key '{key}', in hash returned from data_hash function '{FunctionName}', when "
                        + $"using location '{path}',",
                    odd,
                    entry.Place
                )
            );
        }
        if (key != LookupKey.Options)
        {
            request.Lookup.Trace.Add(new LookupUse(request.Invocation.UsedBy, key, entry.Place));
        }
        var value = entry.HasInterpolation
            ? new Interpolation(request.Lookup, request.Invocation)
            {
                PlaceOf = text => entry.PlaceOf(text),
            }.Of(entry.Value)
            : entry.Value;
        request.Lookup.Explainer?.Found(key, value, place: entry.Place);
        return value;
    }

    /// <summary>The file's data; throws when it is of no use.</summary>
    public DataFile FileOf(string path, BackendRequest request)
    {
        if (Directory.Exists(path))
        {
            throw new EvaluationException(LookupDiagnostics.DataFileIsDirectory(path));
        }
        var file = request.Lookup.Settings.Files.Read(path, Read);
        if (request.Lookup.Note(file) || file.Failure is { } failure && IsFatal(failure, request))
        {
            Complain(file, request);
        }
        return file;
    }

    /// <summary>All of a file's data as it is written; throws when it is of no use.</summary>
    public HashValue DataOf(string path, Invocation invocation)
    {
        var file = ReadWhole(path, invocation);
        return HashValue.Of(file.Keys.Select(key => KeyValuePair.Create((Value)key, file.Find(key)!.Value)));
    }

    /// <summary>A file of no lookup; throws when it is not there or of no use.</summary>
    public DataFile ReadWhole(string path, Invocation invocation)
    {
        if (!File.Exists(path))
        {
            throw invocation.Failure($"No such file or directory @ rb_file_s_stat - {path}");
        }
        var file = invocation.Compilation.Environment.Data.Read(path, Read);
        return file.Failure is { } failure ? throw new EvaluationException(failure) : file;
    }

    private DataFile Read(SourceFile file)
    {
        var result = Parse(file);
        var failure = result.Diagnostics.FirstOrDefault(remark => remark.Severity == Severity.Error);
        if (failure is not null)
        {
            failure = failure with { Reference = Unparsable(file, failure) };
        }
        else if (format == "json" && result.Tree is not (MappingTree or null))
        {
            failure = LookupDiagnostics.NotAHashOfData(
                $"Value returned from data_hash function '{FunctionName}', when using location '{file.Path}',",
                ValueTree.ToValue(result.Tree),
                result.Tree.Span
            );
        }
        else if (result.Tree is not (MappingTree or null or ScalarTree { Value: null or false }))
        {
            failure = LookupDiagnostics.DataFileNotHash(file, result.Tree.Span, format);
        }
        var remarks = result.Diagnostics.RemoveAll(remark => remark.Severity == Severity.Error);
        return new DataFile(file, result.Tree as MappingTree, failure, remarks);
    }

    /// <summary>Throws when the file is of no use, and warns of what is doubtful in it.</summary>
    private void Complain(DataFile file, BackendRequest request)
    {
        var lookup = request.Lookup;
        if (file.Failure is { } failure)
        {
            if (IsFatal(failure, request))
            {
                throw new EvaluationException(failure);
            }
            lookup.Settings.Warn(failure.Reference!.Message);
        }
        else if (file.IsBlank)
        {
            lookup.Settings.Warn($"{file.Source.Path}: file does not contain a valid {format} hash");
        }
        if (request.Layer.ModuleName is { } module && request.Level.Entry.Kind == BackendKind.DataHash)
        {
            foreach (
                var _ in file.Keys.Where(key =>
                    key != LookupKey.Options && !key.StartsWith(module + "::", StringComparison.Ordinal)
                )
            )
            {
                lookup.Settings.Warn(
                    $"Module '{module}': Value returned from data_hash function '{FunctionName}', when using "
                        + $"location '{file.Source.Path}', must use keys qualified with the name of the module"
                );
            }
        }
    }

    private static bool IsFatal(Diagnostic failure, BackendRequest request) =>
        failure.Code != "data-file-not-hash" || request.Lookup.Settings.Strict == Severity.Error;

    private static ReferenceWording Unparsable(SourceFile file, Diagnostic failure)
    {
        if (failure.Reference is { } known)
        {
            return LookupDiagnostics.Plain($"Unable to parse {known.Message}");
        }
        var place = failure.Primary is { Span: var at } ? $" at line {at.Line} column {at.Column}" : "";
        return LookupDiagnostics.Plain($"Unable to parse ({file.Path}): {failure.Message}{place}");
    }

    private Diagnostic MissingPath(HierarchyEntry entry) =>
        HieraDiagnostics.Configuration(
            $"the level `{entry.Name}` names no files",
            entry.Place,
            "add a `path`",
            LookupDiagnostics.Evaluation(
                $"'{FunctionName}' one of 'path', 'paths' 'glob', 'globs' or 'mapped_paths' must be declared in "
                    + "hiera.yaml when using this data_hash function"
            )
        );
}
