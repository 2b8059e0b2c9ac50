using System.Collections.Immutable;

namespace Bunraku.Language;

/// <summary>All checks, in the order in which their problems are told.</summary>
internal static class LintChecks
{
    public static ImmutableArray<LintCheck> All { get; } =
    [
        Safe("arrow_on_right_operand_line", ResourceChecks.ArrowOnRightOperandLine),
        new("autoloader_layout", DefinitionChecks.AutoloaderLayout),
        Extra("class_inherits_from_params_class", DefinitionChecks.ClassInheritsFromParamsClass),
        Extra("code_on_top_scope", DefinitionChecks.CodeOnTopScope),
        new("inherits_across_namespaces", DefinitionChecks.InheritsAcrossNamespaces),
        new("names_containing_dash", DefinitionChecks.NamesContainingDash),
        new("names_containing_uppercase", DefinitionChecks.NamesContainingUppercase),
        new("nested_classes_or_defines", DefinitionChecks.NestedClassesOrDefines),
        new("parameter_order", DefinitionChecks.ParameterOrder),
        new("right_to_left_relationship", ResourceChecks.RightToLeftRelationship),
        new("variable_scope", ScopeCheck.Run),
        new("slash_comments", LayoutChecks.SlashComments),
        Safe("star_comments", LayoutChecks.StarComments),
        new("case_without_default", ResourceChecks.CaseWithoutDefault),
        new("selector_inside_resource", ResourceChecks.SelectorInsideResource),
        new("documentation", DefinitionChecks.Documentation),
        Safe("unquoted_node_name", DefinitionChecks.UnquotedNodeName),
        new("duplicate_params", ResourceChecks.DuplicateParams),
        Safe("ensure_first_param", ResourceChecks.EnsureFirstParam),
        new("ensure_not_symlink_target", ResourceChecks.EnsureNotSymlinkTarget),
        new("file_mode", ResourceChecks.FileMode),
        new("unquoted_file_mode", ResourceChecks.UnquotedFileMode),
        Safe("unquoted_resource_title", ResourceChecks.UnquotedResourceTitle),
        Safe("double_quoted_strings", StringChecks.DoubleQuotedStrings),
        new("only_variable_string", StringChecks.OnlyVariableString),
        new("puppet_url_without_modules", StringChecks.PuppetUrlWithoutModules),
        Extra("quoted_booleans", StringChecks.QuotedBooleans),
        new("single_quote_string_with_variables", StringChecks.SingleQuoteStringWithVariables),
        Safe("variables_not_enclosed", StringChecks.VariablesNotEnclosed),
        new("variable_contains_dash", StringChecks.VariableContainsDash),
        new("variable_is_lowercase", StringChecks.VariableIsLowercase),
        new("140chars", LayoutChecks.LineLength(140)),
        new("2sp_soft_tabs", LayoutChecks.SoftTabs),
        Extra("80chars", LayoutChecks.LineLength(80)),
        Safe("arrow_alignment", LayoutChecks.ArrowAlignment),
        Safe("hard_tabs", LayoutChecks.HardTabs),
        Safe("trailing_whitespace", LayoutChecks.TrailingWhitespace),
    ];

    private static LintCheck Extra(string name, Action<LintManifest, LintReport> run) =>
        new(name, run) { IsExtra = true };

    private static LintCheck Safe(string name, Action<LintManifest, LintReport> run) =>
        new(name, run) { IsSafe = true };
}
