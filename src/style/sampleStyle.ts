/** What a new style begins with: nothing of it counts until somebody writes below it. */
export const sampleStyle = `---
# Stronger than the settings, weaker than what is chosen for one picture.
# model: gpt-image-2
# size: 1536x1024
# quality: medium
---

<!--
The house style of this folder: what is written below goes with every prompt, for example
"Ink and watercolour on rough paper, two colours, much white space, no text."
{prompt} may say where the prompt goes: "A woodcut of {prompt}, black on cream."
-->
`;
