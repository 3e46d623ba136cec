<#macro full cells>
<#list cells as cell>

**${cell.scenario} × ${cell.candidate}**: ${cell.verdict}

${cell.why}

<#list cell.evidence as line>
- <code>${line}</code>
</#list>

Again: <code>${cell.repeat}</code>
</#list>
</#macro>
# Poolproof: ${headline}

${counts}.<#if symptoms?has_content> ${symptoms}.</#if>

<#list tables as table>
| scenario |<#list table.columns as column> ${column.name}<#if column.proposed> ★</#if> |</#list>
| :--- |<#list table.columns as column> :---: |</#list>
<#list table.rows as row>
| ${row.label} |<#list row.cells as cell> <#if cell??><#if cell.broken>🔴 **<@word cell.kind/>!**<#elseif cell.kind == "fail">**FAIL**<#if cell.waived>\~</#if><#else><@word cell.kind/></#if></#if> |</#list>
</#list>
| *passed* |<#list table.columns as column> ${column.passed} |</#list>
<#sep>

</#sep>
</#list>

★ proposed: must pass what it does not waive (\~). 🔴 not as it must be. ? inconclusive. – skipped.
<#macro word kind><#if kind == "fail">FAIL<#elseif kind == "pass">pass<#elseif kind == "inconclusive">?<#else>–</#if></#macro>
<#if broken?has_content>

## Not as it must be (${broken?size})
<@full broken/>
</#if>
<#if waived?has_content>

## Proposed, failed, waived (${waived?size})
<@full waived/>
</#if>
<#if undecided?has_content>

## Inconclusive (${undecided?size})
<@full undecided/>
</#if>
<#if failedAsKnown?has_content>

<details><summary>Failed, as known (${failedAsKnownCount})</summary>

<#list failedAsKnown as reason>
- **${reason.scenario}** × **${reason.candidate}**<#if reason.likewise?has_content> (likewise <#list reason.likewise as candidate>${candidate}<#sep>, </#list>)</#if>: ${reason.why}
</#list>

</details>
</#if>
<#if skipped?has_content>

<details><summary>Skipped</summary>

<#list skipped as reason>
- **${reason.scenario}** × **${reason.candidate}**<#if reason.likewise?has_content> (likewise <#list reason.likewise as candidate>${candidate}<#sep>, </#list>)</#if>: ${reason.why}
</#list>

</details>
</#if>
<#if warnings?has_content || fidelity?has_content>

<details><summary>Warnings (${warnings?size + fidelity?size})</summary>

<#list warnings + fidelity as note>
- **${note.subjects}**: ${note.text}
</#list>

</details>
</#if>

<details><summary>How it was run</summary>

<#list facts as fact>
- ${fact.name}: ${fact.value}
</#list>

</details>
